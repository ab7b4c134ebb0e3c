"""Headers of the list of actuals, in English, Hebrew and Russian."""

from scheduler.io.alias_words import CURRENCY, CUSTOMER, DATE, REP_ID, Aliases

ACTUALS: Aliases = {
    "visit_id": (
        "visit", "visit no", "visit number", "task id", "מזהה ביקור", "מספר ביקור", "ид визита",
        "id визита", "номер визита", "код визита",
    ),
    "customer_id": CUSTOMER,
    "rep_id": REP_ID,
    "date": (
        *DATE, "visit date", "actual date", "date of visit", "תאריך ביקור", "תאריך בפועל",
        "дата визита", "фактическая дата",
    ),
    "status": (
        "visit status", "state", "result", "done", "סטטוס", "מצב", "סטטוס ביקור", "בוצע",
        "статус", "статус визита", "состояние", "факт",
    ),
    "moved_to": (
        "new date", "moved date", "rescheduled to", "postponed to", "תאריך חדש", "נדחה לתאריך",
        "הועבר לתאריך", "новая дата", "перенесен на", "дата переноса",
    ),
    "reason": (
        "why", "cause", "missed reason", "reason missed", "סיבה", "סיבת ביטול", "причина",
        "причина срыва", "причина отмены",
    ),
    "outcome": (
        "visit outcome", "visit result", "result of visit", "תוצאה", "תוצאת ביקור", "результат",
        "итог", "итог визита", "результат визита",
    ),
    "order_amount": (
        "order", "order value", "order sum", "order total", "amount", "sales", "ordered",
        "סכום הזמנה", "הזמנה", "סכום", "сумма заказа", "заказ", "сумма",
    ),
    "currency": CURRENCY,
}  # fmt: skip

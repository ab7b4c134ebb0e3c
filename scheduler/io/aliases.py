"""Headers that people use, by field, in English, Hebrew and Russian.

Case, spaces, underscores, punctuation, accents and vowel points do not matter. The canonical name
of a field is always understood and not repeated here.
"""

from scheduler.io.alias_words import CURRENCY as _CURRENCY
from scheduler.io.alias_words import CUSTOMER as _CUSTOMER
from scheduler.io.alias_words import CUSTOMER_ID as _CUSTOMER_ID
from scheduler.io.alias_words import DATE as _DATE
from scheduler.io.alias_words import PLACE as _PLACE
from scheduler.io.alias_words import REP_ID as _REP_ID
from scheduler.io.alias_words import Aliases
from scheduler.io.aliases_actuals import ACTUALS

CUSTOMERS: Aliases = {
    "customer_id": _CUSTOMER_ID,
    "name": (
        "customer", "customer name", "account", "client", "client name", "account name", "company", "company name",
        "business name", "store", "store name", "outlet", "outlet name", "shop", "shop name",
        "שם", "שם לקוח", "שם הלקוח", "לקוח", "שם חברה", "שם העסק", "שם עסק", "שם חנות", "שם סניף",
        "название", "наименование", "имя", "клиент", "имя клиента", "название клиента",
        "наименование клиента", "контрагент", "компания", "магазин", "торговая точка",
    ),
    **_PLACE,
    "rep_id": _REP_ID,
    "status": ("customer status", "account status", "סטטוס", "מצב", "статус", "статус клиента"),
    "industry": (
        "sector", "branch", "business type", "line of business", "customer type",
        "ענף", "תחום", "תחום עיסוק", "סוג עסק",
        "отрасль", "сфера", "вид деятельности", "тип клиента",
    ),
    "segment": (
        "category", "class", "abc", "abc class", "customer segment", "customer category", "grade",
        "קטגוריה", "סגמנט", "סיווג", "דירוג",
        "категория", "сегмент", "класс", "группа abc", "категория клиента",
    ),
    "relationship": (
        "relationship score", "relation", "relations", "מערכת יחסים", "יחסים", "קשר",
        "отношения", "оценка отношений",
    ),
    "potential": (
        "purchase potential", "buying potential", "potential score", "פוטנציאל", "פוטנציאל קנייה",
        "פוטנציאל רכישה", "потенциал", "потенциал закупок", "потенциал покупок",
    ),
    "penetration": (
        "share of wallet", "wallet share", "penetration score", "חדירה", "נתח", "נתח ארנק",
        "проникновение", "доля кошелька", "доля",
    ),
    "growth": (
        "growth potential", "growth score", "צמיחה", "פוטנציאל צמיחה", "рост", "потенциал роста",
    ),
    "growth_goal": (
        "growth target", "goal", "monthly growth goal", "monthly goal", "growth per month",
        "יעד צמיחה", "יעד", "יעד גידול", "цель роста", "план роста", "цель",
    ),
    "currency": _CURRENCY,
    "sales_12m": (
        "sales 12 months", "sales last 12 months", "annual sales", "yearly sales", "sales",
        "revenue", "revenue 12m", "annual revenue", "yearly revenue", "turnover",
        "annual turnover", "sales total", "total sales",
        "מכירות", "מכירות 12 חודשים", "מכירות שנתיות", "מחזור", "מחזור שנתי", "סך מכירות",
        "продажи", "продажи за год", "продажи за 12 месяцев", "годовые продажи", "выручка",
        "оборот", "годовой оборот",
    ),
    "first_purchase": (
        "first purchase date", "first order", "first order date", "customer since", "first sale",
        "קנייה ראשונה", "תאריך קנייה ראשונה", "רכישה ראשונה", "לקוח מאז",
        "первая покупка", "дата первой покупки", "первый заказ", "клиент с",
    ),
    "last_visit": (
        "last visit date", "last visited", "last meeting", "last contact", "last call date",
        "ביקור אחרון", "תאריך ביקור אחרון", "פגישה אחרונה",
        "последний визит", "дата последнего визита", "последняя встреча",
    ),
    "visit_minutes": (
        "minutes", "visit length", "visit duration", "duration", "duration min", "service time",
        "visit min", "minutes per visit", "דקות", "דקות ביקור", "משך ביקור", "משך",
        "минуты", "длительность визита", "длительность", "время визита", "минут на визит",
    ),
    "opening_hours": (
        "hours", "open hours", "business hours", "opening times", "שעות פתיחה", "שעות",
        "שעות פעילות", "часы работы", "часы", "время работы", "режим работы",
    ),
    "channel": (
        "contact channel", "contact type", "ערוץ", "ערוץ קשר", "אופן קשר", "канал", "канал связи",
        "способ контакта",
    ),
    "interval_days": (
        "interval", "visit interval", "days between visits", "frequency days", "visit every days",
        "מרווח", "מרווח ימים", "תדירות", "תדירות בימים",
        "интервал", "интервал дней", "периодичность", "дней между визитами",
    ),
    "visits": (
        "visits this month", "visits per month", "number of visits", "meetings", "visit count",
        "ביקורים", "מספר ביקורים", "פגישות", "визиты", "количество визитов", "визитов в месяц",
    ),
    "min_gap_days": (
        "min gap", "minimum gap", "min days between visits", "מרווח מינימלי", "מינימום ימים",
        "минимальный интервал", "мин интервал",
    ),
    "max_gap_days": (
        "max gap", "maximum gap", "max days between visits", "מרווח מקסימלי", "מקסימום ימים",
        "максимальный интервал", "макс интервал",
    ),
    "troublesome": ("difficult", "problem customer", "בעייתי", "קשה", "проблемный", "сложный"),
    "margin": (
        "margin share", "margin rate", "margin percent", "gross margin", "profit margin",
        "רווחיות", "שולי רווח", "מרווח רווח", "маржа", "рентабельность", "наценка",
    ),
    "closing_ratio": (
        "close ratio", "close rate", "closing rate", "win rate", "conversion", "conversion rate",
        "יחס סגירה", "אחוז סגירה", "יחס המרה", "конверсия", "доля сделок", "коэффициент закрытия",
    ),
    "expected_value": (
        "expected sales", "expected monthly sales", "expected revenue", "estimated value",
        "שווי צפוי", "מכירות צפויות", "הכנסה צפויה", "ожидаемая сумма", "ожидаемые продажи",
        "ожидаемая выручка",
    ),
    "sales_no_visits": (
        "sales without visits", "sales without meetings", "sales no meetings", "sales if not visited",
        "מכירות ללא ביקורים", "מכירות בלי ביקורים", "מכירות ללא פגישות",
        "продажи без визитов", "продажи без встреч",
    ),
    "sales_half_visits": (
        "sales with half the visits", "sales with half the meetings", "sales half meetings",
        "מכירות בחצי מהביקורים", "מכירות עם חצי מהביקורים", "מכירות בחצי מהפגישות",
        "продажи при половине визитов", "продажи при половине встреч",
    ),
    "sales_same_visits": (
        "sales with the same visits", "sales with the same meetings", "sales same meetings",
        "sales with present visits", "מכירות באותם ביקורים", "מכירות עם אותם ביקורים",
        "מכירות באותן פגישות", "продажи при тех же визитах", "продажи при тех же встречах",
    ),
    "sales_most_visits": (
        "sales with most visits", "sales with the most visits", "sales with most meetings",
        "sales most meetings", "sales at saturation", "saturation sales",
        "מכירות במקסימום ביקורים", "מכירות עם מקסימום ביקורים", "מכירות במקסימום פגישות",
        "продажи при максимуме визитов", "продажи при максимуме встреч",
    ),
    "note": (
        "notes", "comment", "comments", "remark", "remarks", "הערה", "הערות", "примечание",
        "примечания", "комментарий", "комментарии",
    ),
}  # fmt: skip

REPS: Aliases = {
    "rep_id": (*_REP_ID, "id", "code", "employee id", "מזהה", "קוד", "код", "идентификатор"),
    "name": (
        "rep name", "full name", "employee", "employee name", "agent name", "שם", "שם סוכן",
        "שם מלא", "שם הסוכן", "имя", "фио", "сотрудник", "имя агента", "имя сотрудника",
    ),
    **{
        field: (*words, *(f"home {word}" for word in (field, *words) if word.isascii()))
        for field, words in _PLACE.items()
    },
    "end_lat": ("end latitude", "finish lat", "קו רוחב סיום", "רוחב סיום", "широта конца"),
    "end_lon": (
        "end lng", "end long", "end longitude", "finish lon", "קו אורך סיום", "אורך סיום",
        "долгота конца",
    ),
    "daily_cap": (
        "cap", "visits per day", "meetings per day", "max visits", "max visits per day",
        "max per day", "daily visits", "daily limit", "ביקורים ביום", "פגישות ביום",
        "מקסימום ביקורים", "מקסימום ביום", "визитов в день", "встреч в день", "лимит визитов",
        "максимум в день",
    ),
    "work_days": (
        "working days", "weekdays", "days", "ימי עבודה", "ימים", "рабочие дни", "дни работы", "дни",
    ),
    "work_hours": (
        "working hours", "hours", "שעות עבודה", "שעות", "рабочие часы", "часы работы", "часы",
        "рабочее время",
    ),
    "break": (
        "lunch", "lunch break", "break hours", "break time", "הפסקה", "הפסקת צהריים", "הפסקת צהרים",
        "перерыв", "обед", "обеденный перерыв",
    ),
    "half_days": ("half day", "short days", "חצאי ימים", "חצי יום", "короткие дни", "неполные дни"),
    "absences": (
        "absence", "vacation", "vacations", "holidays", "leave", "days off", "time off", "pto",
        "חופשה", "חופשות", "היעדרויות", "היעדרות", "ימי חופש", "חופש",
        "отпуск", "отпуска", "отсутствие", "отсутствия", "выходные",
    ),
    "start_date": (
        "start", "hire date", "employed from", "first day", "תאריך התחלה", "תחילת עבודה",
        "дата начала", "дата приема", "начало работы",
    ),
    "end_date": (
        "end", "leaving date", "employed until", "last day", "תאריך סיום", "סיום עבודה",
        "дата окончания", "дата увольнения", "конец работы",
    ),
    "time_zone": ("timezone", "tz", "אזור זמן", "часовой пояс"),
    "hourly_cost": (
        "cost per hour", "hourly rate", "hour cost", "עלות שעה", "עלות לשעה", "стоимость часа",
        "ставка в час",
    ),
    "km_cost": (
        "cost per km", "km rate", "cost km", "עלות קמ", "עלות לקמ", "עלות קילומטר", "стоимость км",
        "стоимость километра", "ставка за км",
    ),
    "prospecting_share": (
        "prospecting", "share for prospecting", "reserve share", "חלק לאיתור לקוחות",
        "אחוז פיתוח", "доля на поиск", "доля поиска клиентов",
    ),
}  # fmt: skip

LEDGER: Aliases = {
    "customer_id": _CUSTOMER,
    "date": (
        *_DATE, "invoice date", "order date", "sale date", "transaction date", "month",
        "תאריך חשבונית", "חודש", "дата продажи", "дата счета", "месяц",
    ),
    "amount": (
        "sum", "total", "sales", "revenue", "value", "net", "net amount", "invoice amount",
        "סכום", "סהכ", "מכירות", "סך הכל", "сумма", "итого", "продажи", "выручка", "стоимость",
    ),
    "currency": _CURRENCY,
}  # fmt: skip

PINS: Aliases = {
    "customer_id": _CUSTOMER,
    "date": (*_DATE, "visit date", "appointment date", "תאריך ביקור", "дата визита"),
    "rep_id": _REP_ID,
    "time": ("start time", "at", "hour", "שעה", "שעת התחלה", "время", "время начала", "час"),
    "strength": ("pin", "kind", "firmness", "חוזק", "סוג", "жесткость", "тип"),
}  # fmt: skip

EVENTS: Aliases = {
    "date": (
        *_DATE, "from", "from date", "first day", "event date", "visit date", "start date",
        "מתאריך", "תאריך אירוע", "תאריך ביקור", "с", "с даты", "дата события", "дата визита",
    ),
    "kind": (
        "event", "what", "what happened", "event kind", "event type", "type",
        "אירוע", "סוג", "סוג אירוע", "מה קרה", "событие", "вид", "тип", "вид события", "тип события",
    ),
    "rep_id": _REP_ID,
    "customer_id": _CUSTOMER,
    "until": (
        "to", "till", "through", "until date", "last day", "end date", "latest",
        "עד", "עד תאריך", "по", "до", "до даты", "по дату",
    ),
    "to_date": (
        "new date", "moved to", "new day", "target date", "תאריך חדש", "הועבר לתאריך", "לתאריך",
        "новая дата", "перенесен на", "на дату",
    ),
    "to_rep": (
        "new rep", "new rep id", "new agent", "סוכן חדש", "לסוכן", "новый агент",
        "новый представитель",
    ),
    "time": ("start time", "new time", "at", "hour", "שעה", "שעת התחלה", "время", "новое время"),
    "note": (
        "notes", "comment", "comments", "reason", "remark", "הערה", "הערות", "סיבה",
        "примечание", "комментарий", "причина",
    ),
}  # fmt: skip

KINDS: dict[str, Aliases] = {
    "customers": CUSTOMERS,
    "reps": REPS,
    "ledger": LEDGER,
    "pins": PINS,
    "events": EVENTS,
    "actuals": ACTUALS,
}
"""Aliases by the kind of file."""

SALES_MONTH_WORDS = (
    "sales", "revenue", "turnover", "מכירות", "מחזור", "продажи", "выручка", "оборот",
)  # fmt: skip
"""Words before the month in headers such as ``sales_2026-01``."""

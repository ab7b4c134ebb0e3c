"""Words that stand in cells, in English, Hebrew and Russian, by what they mean.

All are compared in their normal form: without case, accents, vowel points and punctuation.
"""

from models.actuals import ActualStatus
from models.customers import Channel, Segment, Status
from models.events import EventKind
from models.problem import Strength
from scheduler.io.cells import normal_form

YES = (
    "yes", "y", "true", "t", "1", "x", "on", "✓", "כן", "נכון", "да", "д", "истина",
)  # fmt: skip
NO = ("no", "n", "false", "f", "0", "off", "לא", "нет", "н", "ложь")  # fmt: skip

STATUS = {
    Status.ACTIVE: ("active", "customer", "current", "open", "פעיל", "פעילה", "לקוח", "активный",
                    "активен", "действующий", "клиент"),
    Status.PROSPECT: ("prospect", "lead", "potential", "new", "פוטנציאלי", "ליד", "מתעניין",
                      "потенциальный", "лид", "перспективный", "новый"),
    Status.INACTIVE: ("inactive", "closed", "lapsed", "former", "לא פעיל", "לא פעילה", "סגור",
                      "неактивный", "неактивен", "закрыт", "бывший", "архив"),
}  # fmt: skip

# Russian lists often hold the Cyrillic letters that look like A, B and C.
SEGMENT = {
    Segment.A: ("a", "А"),
    Segment.B: ("b", "В"),
    Segment.C: ("c", "С"),
    Segment.D: ("d",),
}

CHANNEL = {
    Channel.VISIT: ("visit", "visits", "field", "personal", "ביקור", "ביקור פנים", "визит",
                    "посещение", "выезд"),
    Channel.OFFICE: ("office", "our office", "meeting at office", "משרד", "במשרד", "офис",
                     "встреча в офисе"),
    Channel.CALL: ("call", "phone", "telephone", "phone call", "טלפון", "שיחה", "שיחת טלפון",
                   "звонок", "телефон"),
    Channel.EMAIL: ("email", "e-mail", "mail", "דואל", "מייל", "אימייל", "דואר אלקטרוני",
                    "почта", "эл почта", "письмо", "имейл"),
    Channel.NONE: ("none", "no", "no contact", "let go", "אין", "ללא", "нет", "без контакта"),
}  # fmt: skip

STRENGTH = {
    Strength.FIXED: ("fixed", "firm", "hard", "קבוע", "קבועה", "жестко", "фиксированный", "точно"),
    Strength.DAY: ("day", "יום", "день"),
    Strength.WEEK: ("week", "שבוע", "неделя"),
}

EVENT = {
    EventKind.SICK: ("sick", "ill", "illness", "sick leave", "sick day", "absent", "absence",
                     "חולה", "מחלה", "חופשת מחלה", "היעדרות", "נעדר", "נעדרת",
                     "болен", "больна", "болеет", "болезнь", "больничный", "отсутствует"),
    EventKind.CANCELLED: ("cancelled", "canceled", "cancel", "called off", "בוטל", "בוטלה", "ביטול",
                          "מבוטל", "отменен", "отменена", "отмена", "отменено"),
    EventKind.CLOSED: ("closed", "shut", "not open", "סגור", "סגורה", "закрыт", "закрыта",
                       "закрыто"),
    EventKind.URGENT: ("urgent", "emergency", "asap", "new urgent visit", "urgent visit", "דחוף",
                       "דחופה", "ביקור דחוף", "срочный", "срочно", "срочный визит"),
    EventKind.MOVED: ("moved", "move", "rescheduled", "postponed", "moved by hand", "הוזז", "הועבר",
                      "נדחה", "הוקדם", "перенесен", "перенесена", "перенос", "перенесено"),
}  # fmt: skip

ACTUAL_STATUS = {
    ActualStatus.DONE: ("done", "visited", "made", "completed", "complete", "held", "yes", "✓", "בוצע",
                        "בוצעה", "התקיים", "הושלם", "כן", "выполнен", "выполнено", "состоялся",
                        "сделан", "сделано", "завершен", "проведен", "да"),
    ActualStatus.MISSED: ("missed", "not done", "not made", "failed", "cancelled", "canceled", "no",
                          "no show", "skipped", "לא בוצע", "לא בוצעה", "לא התקיים", "בוטל",
                          "בוטלה", "הוחמץ", "לא", "пропущен", "пропущено", "не выполнен",
                          "не выполнено", "не состоялся", "отменен", "отменено", "сорван", "нет"),
    ActualStatus.MOVED: ("moved", "rescheduled", "postponed", "shifted", "נדחה", "נדחתה", "הועבר",
                         "הוזז", "перенесен", "перенесено", "отложен", "сдвинут"),
}  # fmt: skip

WEEKDAYS = (
    ("monday", "mon", "mo", "שני", "ב", "понедельник", "пн", "пон"),
    ("tuesday", "tue", "tues", "tu", "שלישי", "ג", "вторник", "вт", "втр"),
    ("wednesday", "wed", "we", "רביעי", "ד", "среда", "ср", "сред"),
    ("thursday", "thu", "thur", "thurs", "th", "חמישי", "ה", "четверг", "чт", "чтв"),
    ("friday", "fri", "fr", "שישי", "ו", "пятница", "пт", "птн"),
    ("saturday", "sat", "sa", "שבת", "ש", "суббота", "сб", "суб"),
    ("sunday", "sun", "su", "ראשון", "א", "воскресенье", "вс", "вск"),
)

MONTHS = (
    ("january", "jan", "ינואר", "январь", "января", "янв"),
    ("february", "feb", "פברואר", "февраль", "февраля", "фев"),
    ("march", "mar", "מרץ", "מרס", "март", "марта", "мар"),
    ("april", "apr", "אפריל", "апрель", "апреля", "апр"),
    ("may", "מאי", "май", "мая"),
    ("june", "jun", "יוני", "июнь", "июня", "июн"),
    ("july", "jul", "יולי", "июль", "июля", "июл"),
    ("august", "aug", "אוגוסט", "август", "августа", "авг"),
    ("september", "sep", "sept", "ספטמבר", "сентябрь", "сентября", "сен", "сент"),
    ("october", "oct", "אוקטובר", "октябрь", "октября", "окт"),
    ("november", "nov", "נובמבר", "ноябрь", "ноября", "ноя", "нояб"),
    ("december", "dec", "דצמבר", "декабрь", "декабря", "дек"),
)

CURRENCIES = {
    "USD": ("$", "us$", "usd", "dollar", "dollars", "דולר", "доллар", "долларов", "долл"),
    "EUR": ("€", "eur", "euro", "euros", "אירו", "יורו", "евро"),
    "GBP": ("£", "gbp", "pound", "pounds", "ליש״ט", "фунт"),
    "ILS": ("₪", "ils", "nis", "shekel", "shekels", 'ש"ח', "ש״ח", "שח", "שקל", "שקלים", "шекель"),
    "RUB": ("₽", "rub", "rur", "руб", "руб.", "рублей", "рубль", "р.", "р", "רובל"),
    "BGN": ("лв", "лв.", "bgn", "лева"),
    "UAH": ("₴", "uah", "грн", "грн."),
    "KZT": ("₸", "kzt", "тг", "тенге"),
    "INR": ("₹", "inr", "rs", "rs."),
    "JPY": ("¥", "jpy", "yen"),
    "PLN": ("zł", "pln"),
    "CHF": ("chf", "fr."),
}
"""Signs and words for money, as written, by the code of the currency."""

DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"})
"""Currencies that write the sign ``$``."""


def weekday_of(word: str) -> int | None:
    """Return the weekday of a word, Monday being 0; ``None`` if it is none."""
    return _WEEKDAY.get(normal_form(word))


def month_number(word: str) -> int | None:
    """Return the month of a word, 1 to 12; ``None`` if it is none."""
    return _MONTH.get(normal_form(word))


_WEEKDAY = {normal_form(word): k for k, words in enumerate(WEEKDAYS) for word in words}
_MONTH = {normal_form(word): k + 1 for k, words in enumerate(MONTHS) for word in words}

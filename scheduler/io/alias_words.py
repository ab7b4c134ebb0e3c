"""Headers that several kinds of files share, in English, Hebrew and Russian."""

Aliases = dict[str, tuple[str, ...]]

PLACE: Aliases = {
    "address": (
        "street", "street address", "address line", "address 1", "address line 1",
        "כתובת", "רחוב", "כתובת מלאה",
        "адрес", "улица", "адрес доставки",
    ),
    "city": (
        "town", "locality", "place", "municipality",
        "עיר", "יישוב", "ישוב", "שם ישוב",
        "город", "населенный пункт", "местность",
    ),
    "postcode": (
        "zip", "zip code", "zipcode", "postal code", "post code", "postal", "plz",
        "מיקוד", "מיקוד דואר",
        "индекс", "почтовый индекс",
    ),
    "lat": ("latitude", "geo lat", "gps lat", "y coordinate", "קו רוחב", "רוחב", "широта"),
    "lon": (
        "lng", "long", "longitude", "geo lon", "geo lng", "gps lon", "gps lng", "x coordinate",
        "קו אורך", "אורך", "долгота",
    ),
    "location": (
        "store location", "coordinates", "coords", "lat lon", "lat long", "latlng", "gps", "point",
        "קואורדינטות", "נ.צ.", "координаты",
    ),
}  # fmt: skip

CUSTOMER_ID = (
    "customer no", "customer nr", "customer number", "customer code", "cust id",
    "client id", "client no", "client number", "client code", "account id",
    "account no", "account number", "account code", "store id", "store no", "store number",
    "outlet id", "outlet no", "outlet code", "id",
    "מזהה לקוח", "מספר לקוח", "מס לקוח", "קוד לקוח", "מזהה", "מפתח לקוח", "מספר סניף",
    "код клиента", "номер клиента", "id клиента", "ид клиента", "клиент id", "код контрагента",
    "идентификатор",
)  # fmt: skip

REP_ID = (
    "rep", "rep code", "rep no", "sales rep", "sales rep id", "salesperson", "salesperson id",
    "salesman", "agent", "agent id", "account manager", "account owner",
    "סוכן", "מזהה סוכן", "קוד סוכן", "מספר סוכן", "איש מכירות", "נציג", "נציג מכירות",
    "код агента", "торговый представитель", "торговый агент", "агент", "менеджер", "код менеджера",
    "код сотрудника", "представитель",
)  # fmt: skip

CURRENCY = ("currency code", "מטבע", "валюта")
DATE = ("day", "תאריך", "יום", "дата", "день")

CUSTOMER = (*CUSTOMER_ID, "customer", "account", "client", "לקוח", "клиент", "контрагент")
"""Where no column holds a name, these hold the id."""

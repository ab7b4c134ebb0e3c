"""What an open page says while the server does not answer, and when it comes back."""

from nicegui.translations import translations

from scheduler.web.pages.frame import QUASAR
from scheduler.web.texts import _, speaking


def speak_of_it() -> None:
    """Give NiceGUI our words in our languages; of its own it has no Hebrew ones."""
    for code, name in QUASAR.items():
        with speaking(code):
            translations[name] = {
                "connection_lost": _("The connection is lost."),
                "trying_to_reconnect": _(
                    "It comes back by itself. Then see whether your last step is there."
                ),
                "message_too_long": _("This is too long"),
                "message_too_long_body": _("The page cannot send so much at once."),
            }

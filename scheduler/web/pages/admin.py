"""People and teams."""

from nicegui import ui

from scheduler.web.pages.frame import frame
from scheduler.web.texts import _


@ui.page("/admin")
def admin() -> None:
    """Show people and teams."""
    with frame(_("People")):
        ui.html(f"<h1>{_('People')}</h1>", sanitize=False)
        ui.button(_("Sign in"), on_click=lambda: ui.notify(_("Sign in")))

"""The unit of work: everything that is kept, in one transaction."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from sqlalchemy.orm import Session

from models.people import User
from scheduler.store.repositories.base import Unit
from scheduler.store.repositories.follow import Actuals, Feeds, Proposals
from scheduler.store.repositories.jobs import Jobs
from scheduler.store.repositories.lists import Rows
from scheduler.store.repositories.logins import Attempts, Sessions, Tokens
from scheduler.store.repositories.months import Months, Stops
from scheduler.store.repositories.scenarios import Audit, Scenarios
from scheduler.store.repositories.teams import Teams
from scheduler.store.repositories.uploads import Policies, Uploads
from scheduler.store.repositories.users import Users
from scheduler.store.tables.lists import CustomerTable, PinTable, RepTable, SaleTable


class Work:
    """One transaction: nothing of it is kept unless `commit` is called.

    Each attribute is a repository; see the table in this folder's README.
    """

    def __init__(
        self, session: Session, actor: User | None, clock: Callable[[], dt.datetime]
    ) -> None:
        self._unit = Unit(session, actor, clock)

    def commit(self) -> None:
        """Keep everything; what follows is a new transaction."""
        self._unit.session.commit()
        self._unit.writing = False

    def now(self) -> dt.datetime:
        """Return the time by the store's clock, aware."""
        return self._unit.clock()

    @cached_property
    def users(self) -> Users:
        """People who may log in."""
        return Users(self._unit)

    @cached_property
    def sessions(self) -> Sessions:
        """Browsers that are logged in."""
        return Sessions(self._unit)

    @cached_property
    def tokens(self) -> Tokens:
        """Keys of programs."""
        return Tokens(self._unit)

    @cached_property
    def attempts(self) -> Attempts:
        """Failed logins."""
        return Attempts(self._unit)

    @cached_property
    def teams(self) -> Teams:
        """Reps who are planned together."""
        return Teams(self._unit)

    @cached_property
    def uploads(self) -> Uploads:
        """Files as they were given."""
        return Uploads(self._unit)

    @cached_property
    def customers(self) -> Rows:
        """The list of customers."""
        return Rows(self._unit, CustomerTable, "customers", "customer")

    @cached_property
    def reps(self) -> Rows:
        """The list of reps."""
        return Rows(self._unit, RepTable, "reps", "rep")

    @cached_property
    def pins(self) -> Rows:
        """Appointments that were made, whatever is planned around them."""
        return Rows(self._unit, PinTable, "pins", "appointment")

    @cached_property
    def sales(self) -> Rows:
        """Lines of the ledger of sales."""
        return Rows(self._unit, SaleTable, "sales", "sale")

    @cached_property
    def policies(self) -> Policies:
        """Settings that differ from the defaults."""
        return Policies(self._unit)

    @cached_property
    def months(self) -> Months:
        """Drafts and publications."""
        return Months(self._unit)

    @cached_property
    def stops(self) -> Stops:
        """The stops of drafts and publications."""
        return Stops(self._unit)

    @cached_property
    def jobs(self) -> Jobs:
        """Work for workers."""
        return Jobs(self._unit)

    @cached_property
    def actuals(self) -> Actuals:
        """What became of visits."""
        return Actuals(self._unit)

    @cached_property
    def proposals(self) -> Proposals:
        """Proposals of reps."""
        return Proposals(self._unit)

    @cached_property
    def feeds(self) -> Feeds:
        """Secret links to calendars."""
        return Feeds(self._unit)

    @cached_property
    def scenarios(self) -> Scenarios:
        """Staffing scenarios."""
        return Scenarios(self._unit)

    @cached_property
    def audit(self) -> Audit:
        """Who changed what and when."""
        return Audit(self._unit)

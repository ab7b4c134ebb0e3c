"""Jobs are cancelled by whoever may ask for them, on pages and by programs."""

from models.errors import NotAllowedError
from models.jobs import Job
from scheduler.pipelines.app.jobs import cancel_job, job_of
from scheduler.web.access import may_cancel
from scheduler.web.caller import Caller


def cancel(who: Caller, team_id: int, job_id: int) -> Job:
    """Ask to stop a job of a team; one that is over stays as it is.

    Raises
    ------
    MissingError
        The team has no such job.
    NotAllowedError
        The user may look at it, but not ask for such a job.
    SessionExpiredError
        Nobody is signed in any more, or what this user may do has changed since.
    """
    user = who.signed_in()
    if not may_cancel(user, job_of(who.database, user, team_id, job_id)):
        raise NotAllowedError("only those who may ask for such a job cancel it")
    return cancel_job(who.database, user, team_id, job_id)

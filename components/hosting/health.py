"""Two questions a supervisor or a proxy asks: does the process live, and can it serve."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from components.desk import the_desk
from components.library import open_library

NO_LINK = "A" * 22  # asks the database without finding anything


def alive(request: Request) -> PlainTextResponse:
    """200 as long as the process answers."""
    return PlainTextResponse("ok")


def ready(request: Request) -> JSONResponse:
    """200 where a model is loaded and the database answers, else 503; the body says which of the two."""
    state = {"model": the_desk().ready(), "database": database_answers()}
    return JSONResponse(state, 200 if all(state.values()) else 503)


def database_answers() -> bool:
    """Whether the library can be asked."""
    try:
        open_library().revision(NO_LINK)
    except SQLAlchemyError:
        return False
    return True


# plain functions run on a thread: a slow database holds up no screen
ROUTES = [Route("/healthz", alive), Route("/readyz", ready)]

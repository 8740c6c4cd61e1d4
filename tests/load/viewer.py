"""A reader without a browser: speaks the websocket protocol of Streamlit's page, as quickly as the server allows."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

KEPT_RUNS = 2  # global.maxCachedMessageAge


@dataclass
class Run:
    """One run of a page: how long it took from the request to its end, what came, and whether the page broke."""

    seconds: float = 0.0
    received: int = 0  # bytes
    elements: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # headings and text in Markdown
    raw: str = ""  # everything of an element that is an exception
    restarts: int = 0  # how often the page began anew before it was done


class Viewer:
    """One visitor's connection; `async with Viewer(address) as viewer`."""

    def __init__(self, address: str, **headers: str) -> None:
        self._address = address
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self._headers = headers
        self._page = ""
        self._query = ""
        self._kept: dict[
            str, int
        ] = {}  # hashes of the messages a browser would have kept, and how many runs ago they came
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        parts = urlsplit(self._address)
        self._connection = await connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=self.origin,  # type: ignore[arg-type]
            additional_headers=self._headers,
            max_size=None,
            open_timeout=60,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def visit(self, page: str, /, **parameters: str) -> Run:
        """Opens a page by its name ("" is the first) with these parameters in its address."""
        self._query = urlencode(parameters)
        return await self._run(page_name=page)

    async def again(self, **parameters: str) -> Run:
        """Runs the page on screen again, with other parameters where there are any."""
        if parameters:
            self._query = urlencode(parameters)
        return await self._run(page=self._page)

    async def _run(self, *, page: str = "", page_name: str = "") -> Run:
        assert self._connection is not None
        ask = BackMsg()
        ask.rerun_script.query_string = self._query
        ask.rerun_script.page_script_hash = page
        ask.rerun_script.page_name = page_name
        self._kept = {name: age + 1 for name, age in self._kept.items() if age < KEPT_RUNS}
        ask.rerun_script.cached_message_hashes.extend(self._kept)
        began = time.perf_counter()
        await self._connection.send(ask.SerializeToString())
        run = Run()
        while True:
            raw = await self._connection.recv()
            assert isinstance(raw, bytes)
            run.received += len(raw)
            told = ForwardMsg()
            told.ParseFromString(raw)
            kind = told.WhichOneof("type")
            if told.metadata.cacheable:
                self._kept[told.hash] = 0
            if kind == "ref_hash":
                self._kept[told.ref_hash] = 0
            elif kind == "delta":
                _note(told, run)
            elif kind == "navigation":
                self._page = told.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = told.page_info_changed.query_string
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                run.restarts += 1
            elif kind == "script_finished" and told.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
            ):
                run.seconds = time.perf_counter() - began
                return run


def _note(told: ForwardMsg, run: Run) -> None:
    if told.delta.WhichOneof("type") != "new_element":
        return
    element = told.delta.new_element
    kind = element.WhichOneof("type") or ""
    run.elements.append(kind)
    if kind == "exception":
        run.errors.append(element.exception.type)
        run.raw += str(element.exception)
    elif kind == "markdown":
        run.words.append(element.markdown.body)
    elif kind == "heading":
        run.words.append(element.heading.body)

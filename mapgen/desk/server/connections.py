"""A connection that a slow, silent or broken client cannot hold for ever.

uvicorn bounds how long a connection may rest between two requests, and how many bytes the head of
one may have. Here is what it leaves open: how long a head may take, and how many connections there
may be.
"""

from __future__ import annotations

import socket
from asyncio import TimerHandle, Transport

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 128
"""Connections at a time; a new one takes the place of the one that has been idle the longest."""
HEAD_TIME = 10.0
"""Seconds in which the head of a request must have come."""


class Connection(H11Protocol):
    """A connection with a deadline for each request's head.

    Attributes
    ----------
    idle_since : float
        When the connection was made or the last answer ended, in seconds of the loop's clock.
    """

    idle_since = 0.0
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Take the connection, in the place of an idle one if there are too many.

        Where none is idle, the new connection itself is ended.

        Parameters
        ----------
        transport : asyncio.Transport
        """
        super().connection_made(transport)
        # Or the body of an answer waits 40 ms, until the browser has acknowledged its head: asyncio
        # sees to that only where a socket names its protocol, which `create_server` leaves 0.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._await_head()
        if len(self.connections) > MOST_CONNECTIONS:
            idle = [each for each in self.connections if isinstance(each, Connection) if each.idle]
            min(idle, key=lambda each: each.idle_since, default=self).drop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the timers go too.

        Parameters
        ----------
        exc : Exception or None
            What ended the connection; None where one of its sides closed it.
        """
        self._cancel_deadline()
        super().connection_lost(exc)
        self._unset_keepalive_if_required()

    @property
    def idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def drop(self) -> None:
        """End the connection at once, whatever it is in the middle of."""
        self.connections.discard(self)  # it is counted until then, and would be dropped again
        self.transport.abort()

    def handle_events(self) -> None:
        """Take what has come; a whole head has met its deadline."""
        super().handle_events()
        if not self.idle:
            self._cancel_deadline()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        if not self.transport.is_closing():
            self._await_head()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse bytes that are no HTTP; where an answer has begun already, end the connection.

        Parameters
        ----------
        msg : str
            The text of the answer.
        """
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.close()
        if not self.idle:
            self.cycle.disconnected = True  # its own answer would come too late

    def _await_head(self) -> None:
        self._cancel_deadline()
        self.idle_since = self.loop.time()
        self._deadline = self.loop.call_later(HEAD_TIME, self.drop)

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

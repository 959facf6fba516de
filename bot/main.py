"""Wires the parts together. Read this file first: everything the program is made of is named here."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

from aiohttp import web

import dialogs.answers
import dialogs.cards
import dialogs.commands
from bot import holidays
from bot.clock import Clock, utc_now
from bot.health import Health
from bot.settings import Settings
from bot.teams import Teams
from bot.teams.door import IMDS
from bot.web import serve
from dialogs.presenting import render
from dialogs.registry import Council, Registry
from dialogs.respond import Receptionist
from pledges.policy import Policy
from scheduler.clockwork import Clockwork, Pulse
from scheduler.drawing import Render
from scheduler.tempo import Tempo
from storage.db import Database

REGISTRY = Registry(dialogs.cards, dialogs.commands, dialogs.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts, wired and not yet started. `clock` is what the register lives by; tokens live by the real one."""

    clock: Clock
    policy: Policy
    db: Database
    teams: Teams
    receptionist: Receptionist
    render: Render


def wire(settings: Settings, clock: Clock = utc_now) -> House:
    """Make the parts. Nothing is opened, read or sent before they are used."""
    policy = settings.policy(holidays.around(clock().year))
    council = Council(contact=settings.contact, tenant=settings.tenant_id, admins=settings.admins, policy=policy)
    db = Database(settings.database_url, policy)
    teams = _door(settings)
    return House(
        clock=clock,
        policy=policy,
        db=db,
        teams=teams,
        receptionist=Receptionist(registry=REGISTRY, db=db, council=council, transport=teams),
        render=partial(render, registry=REGISTRY, council=council),
    )


def _door(settings: Settings) -> Teams:
    return Teams(
        app_id=settings.app_id,
        app_password=settings.app_password,
        app_type=settings.app_type,
        tenant_id=settings.tenant_id,
        service_url_hosts=settings.service_url_hosts,
        openid_metadata_url=settings.openid_metadata_url,
        login_url=settings.login_url,
        connector_rate=settings.connector_rate,
        clock=utc_now,
        identity_endpoint=settings.identity_endpoint or IMDS,
        identity_header=settings.identity_header,
        graph_url=settings.graph_url,
        teams_app_id=settings.teams_app_id,
    )


def _wound(house: House, settings: Settings, pulse: Pulse | None) -> Clockwork:
    return Clockwork(
        house.db,
        house.render,
        house.teams,
        house.clock,
        policy=house.policy,
        jitter=random.random,
        admins=settings.admins,
        pulse=pulse,
        tempo=Tempo(settings.connector_rate, house.teams.owed),
        installer=house.teams.graph,
    )


def build(settings: Settings, clock: Clock = utc_now, pulse: Pulse | None = None) -> web.Application:
    """The whole program as a web application. The clockwork runs while it is up, and stops before the rest closes."""
    house = wire(settings, clock)
    clockwork = _wound(house, settings, pulse)

    async def receive(request: web.Request) -> web.Response:
        response = await house.teams.receive(request, house.receptionist.respond, clock)
        clockwork.hurry()  # what the turn put into the outbox goes out now, not at the next tick
        return response

    async def run(_: web.Application) -> AsyncIterator[None]:
        async with AsyncExitStack() as closing:  # from the last line up
            closing.push_async_callback(house.db.close)
            await closing.enter_async_context(house.teams)  # waits for turns that were answered and go on
            await clockwork.start()
            closing.push_async_callback(clockwork.stop)  # waits for what is on the wire
            yield

    app = serve(receive, Health(db=house.db, clockwork=clockwork, clock=clock).troubles)
    app.cleanup_ctx.append(run)
    return app

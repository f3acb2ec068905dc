"""What every page and every call of the API has: its guard against forged requests.

The routes of these routers go into an application as they are. FastAPI would make each of them a second time, on the first
request to each application, if the guards were given where a router is included.
"""

from __future__ import annotations

from fastapi import APIRouter, Depends, params

from starl.web.access import own_call, own_form
from starl.web.api.answers import REFUSALS


def page_router(*more: params.Depends) -> APIRouter:
    """For pages: only our own forms change anything. more: further dependencies."""
    return APIRouter(dependencies=[Depends(own_form), *more], include_in_schema=False)


def api_router(tag: str) -> APIRouter:
    """For a part of the API: a browser calls it only from our own pages."""
    return APIRouter(prefix="/api/v1", tags=[tag], dependencies=[Depends(own_call)], responses=REFUSALS)

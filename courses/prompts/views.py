"""The pages of the prompt library. They need no session, so that anonymous answers can be cached."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.indicators import blocks_helped
from courses.prompts import queries
from courses.prompts.filters import PromptFilter, moved
from courses.prompts.models import Prompt


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All prompts, or those that fit the choices in the address."""
    shelves = queries.shelves()
    wanted = _wanted(request, shelves)
    prompts = queries.find_prompts(wanted)
    context = {"shelves": shelves, "wanted": wanted, "prompts": prompts}
    return render(request, "prompts/library.html", context)


@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """One prompt, and the way to the one before and after: among those chosen, or all if it is not one."""
    prompt = Prompt.objects.live().select_related("phase").filter(code=code.upper()).first()
    if prompt is None:
        return render(request, "prompts/unknown_card.html", {"code": code}, status=404)
    if prompt.code != code:
        return redirect(f"{prompt.get_absolute_url()}{_query(request)}", permanent=True)
    wanted = _wanted(request, queries.shelves())
    place = queries.place_among(queries.find_prompts(wanted), prompt.code)
    if place is None:
        wanted = PromptFilter(ignored=True)
        place = queries.place_among(queries.find_prompts(wanted), prompt.code)
    context = {
        "prompt": prompt,
        "wanted": wanted,
        "place": place,
        "pages": queries.pages_using(prompt, get_language() or "nb"),
        "helps": blocks_helped(get_language() or "nb", prompt=prompt.code),
        "address": request.build_absolute_uri(prompt.get_absolute_url()),
    }
    return render(request, "prompts/card.html", context)


@dataclass(frozen=True, slots=True)
class DeckCard:
    """A card of the deck, and the addresses of the deck with it moved or taken out."""

    prompt: Prompt
    earlier: str | None
    later: str | None
    without: str


@require_safe
def deck(request: HttpRequest) -> HttpResponse:
    """The cards someone has laid out for a talk. The deck is the address; nothing is stored by us."""
    wanted = PromptFilter(deck=_wanted(request, queries.shelves()).deck)
    prompts = queries.find_prompts(wanted) if wanted.deck else []
    codes = tuple(prompt.code for prompt in prompts)
    wanted = PromptFilter(deck=codes)
    context = {"cards": _deck_cards(prompts, codes), "wanted": wanted}
    return render(request, "prompts/deck.html", context)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The chosen prompts as A6 cards, four on each A4 sheet."""
    wanted = _wanted(request, queries.shelves())
    return render(request, "prompts/sheet.html", {"prompts": queries.find_prompts(wanted), "wanted": wanted})


def _wanted(request: HttpRequest, shelves: queries.Shelves) -> PromptFilter:
    return PromptFilter.read(dict(request.GET.lists()), shelves.choices)


def _query(request: HttpRequest) -> str:
    return f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""


def _deck_cards(prompts: list[Prompt], codes: tuple[str, ...]) -> list[DeckCard]:
    def address(deck: tuple[str, ...]) -> str:
        return reverse("prompts:deck") + PromptFilter(deck=deck).in_address

    return [
        DeckCard(
            prompt=prompt,
            earlier=address(moved(codes, at, -1)) if at else None,
            later=address(moved(codes, at, 1)) if at + 1 < len(codes) else None,
            without=address(codes[:at] + codes[at + 1 :]),
        )
        for at, prompt in enumerate(prompts)
    ]

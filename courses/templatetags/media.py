"""Recordings in templates."""

from __future__ import annotations

from django import template

from courses.media.models import Media
from courses.media.player import Player, player

register = template.Library()


@register.simple_tag
def player_of(media: Media, language: str) -> Player:
    """Return what a player of `media` shows a reader of `language`."""
    return player(media, language)


@register.filter
def unlocalized(seconds: float) -> str:
    """Return seconds as an address takes them: with a point, in every language."""
    return f"{seconds:g}"

"""The prompts as they ship: `content/prompts.yaml`, read, loaded and written out again.

The file's order of roles and situations is the order readers meet; prompts stand by phase, then by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from base.content import Entry, Faults, LoadReport, bring_in, read_file, write_file
from base.translated import LANGUAGES
from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting, PromptTag

FILE = "prompts.yaml"
TEXTS = ("text", "intent", "follow_up", "pitfall", "who")
_CODE = re.compile(r"P\d{2,3}", re.ASCII)
Tag = TypeVar("Tag", bound=PromptTag)
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PromptContent:
    """What the file holds, valid and as plain values."""

    phases: list[Plain]
    roles: list[Plain]
    settings: list[Plain]
    prompts: list[Plain]

    def load(self, report: LoadReport) -> None:
        """Bring all of it in; what an editor has changed, published or not, stays."""
        phases = {phase["number"]: _load_phase(phase, report) for phase in self.phases}
        roles = _load_tags(PromptRole, self.roles, report)
        settings = _load_tags(PromptSetting, self.settings, report)
        for prompt in self.prompts:
            _load_prompt(prompt, phases, roles, settings, report)


def read_content(folder: Path, faults: Faults) -> PromptContent:
    """Read the file of `folder` and note all that is wrong with it. Writes nothing."""
    top = read_file(folder / FILE, folder, faults)
    phases = [_read_phase(entry) for entry in top.entries("phases")]
    roles = [_read_tag(entry) for entry in top.entries("roles")]
    settings = [_read_tag(entry) for entry in top.entries("settings")]
    known = {
        "phase": {phase["number"] for phase in phases},
        "roles": {role["key"] for role in roles},
        "settings": {setting["key"] for setting in settings},
    }
    prompts = []
    seen: set[str] = set()
    for entry in top.entries("prompts"):
        prompt = _read_prompt(entry, known)
        if prompt["code"] in seen:
            entry.fault("code", f"{prompt['code']!r} stands twice")
        seen.add(prompt["code"])
        prompts.append(prompt)
    top.close()
    return PromptContent(phases, roles, settings, prompts)


def export_content(folder: Path) -> None:
    """Write the published prompts to the file of `folder`."""
    prompts = Prompt.objects.live().select_related("phase").prefetch_related("roles", "settings")
    write_file(
        folder / FILE,
        {
            "phases": [_export_phase(phase) for phase in PromptPhase.objects.all()],
            "roles": [_export_tag(role) for role in PromptRole.objects.all()],
            "settings": [_export_tag(setting) for setting in PromptSetting.objects.all()],
            "prompts": [_export_prompt(prompt) for prompt in prompts],
        },
    )


# --- reading ----------------------------------------------------------------------------------------


def _texts(entry: Entry, key: str) -> dict[str, str]:
    """Read a text in three languages; an English one that is left out stays left out."""
    return {code: text for code, text in entry.texts(key).items() if text}


def _read_phase(entry: Entry) -> Plain:
    phase = {
        "number": entry.integer("number"),
        "name": _texts(entry, "name"),
        "short_name": _texts(entry, "short_name"),
    }
    entry.close()
    return phase


def _read_tag(entry: Entry) -> Plain:
    tag = {"key": entry.text("key"), "name": _texts(entry, "name")}
    entry.close()
    return tag


def _read_prompt(entry: Entry, known: Mapping[str, set[Any]]) -> Plain:
    prompt: Plain = {"code": entry.text("code"), "phase": entry.integer("phase")}
    prompt |= {name: _texts(entry, name) for name in TEXTS}
    prompt |= {"roles": entry.strings("roles"), "settings": entry.strings("settings", required=False)}
    prompt |= {"minutes": entry.integer("minutes"), "needs_consent": entry.boolean("needs_consent")}
    if not _CODE.fullmatch(prompt["code"]):
        entry.fault("code", "should be P and two or three digits")
    if prompt["phase"] not in known["phase"]:
        entry.fault("phase", f"{prompt['phase']} is not among the phases")
    if prompt["minutes"] not in Prompt.Minutes.values:
        entry.fault("minutes", f"should be one of {', '.join(map(str, Prompt.Minutes.values))}")
    if not prompt["roles"]:
        entry.fault("roles", "should name at least one role")
    for name in ("roles", "settings"):
        for key in prompt[name]:
            if key not in known[name]:
                entry.fault(name, f"{key!r} is not among the {name}")
    entry.close()
    return prompt


# --- writing out ------------------------------------------------------------------------------------


def _stored_texts(thing: Any, name: str) -> dict[str, str]:
    columns = {code: getattr(thing, f"{name}_{code}") for code in LANGUAGES}
    return {code: text for code, text in columns.items() if text}


def _export_phase(phase: PromptPhase) -> Plain:
    return {
        "number": phase.number,
        "name": _stored_texts(phase, "name"),
        "short_name": _stored_texts(phase, "short_name"),
    }


def _export_tag(tag: PromptTag) -> Plain:
    return {"key": tag.key, "name": _stored_texts(tag, "name")}


def _export_prompt(prompt: Prompt) -> Plain:
    return {
        "code": prompt.code,
        "phase": prompt.phase.number,
        **{name: _stored_texts(prompt, name) for name in TEXTS},
        "roles": _keys(prompt.roles.all()),
        "settings": _keys(prompt.settings.all()),
        "minutes": prompt.minutes,
        "needs_consent": prompt.needs_consent,
    }


def _keys(tags: Iterable[PromptTag]) -> list[str]:
    return [tag.key for tag in sorted(tags, key=lambda tag: (tag.position, tag.key))]


# --- loading ----------------------------------------------------------------------------------------


def _set_texts(thing: Any, name: str, texts: Mapping[str, str]) -> None:
    for code in LANGUAGES:
        setattr(thing, f"{name}_{code}", texts.get(code, ""))


def _load_phase(shipped: Plain, report: LoadReport) -> PromptPhase:
    existing = PromptPhase.objects.filter(number=shipped["number"]).first()

    def save() -> PromptPhase:
        phase = existing or PromptPhase(number=shipped["number"])
        for name in ("name", "short_name"):
            _set_texts(phase, name, shipped[name])
        phase.save()
        return phase

    key = f"prompt-phase:{shipped['number']}"
    return bring_in(key, shipped, existing=existing, save=save, export=_export_phase, report=report)


def _load_tags(model: type[Tag], shipped: list[Plain], report: LoadReport) -> dict[str, Tag]:
    return {tag["key"]: _load_tag(model, tag, position, report) for position, tag in enumerate(shipped, 1)}


def _load_tag(model: type[Tag], shipped: Plain, position: int, report: LoadReport) -> Tag:
    existing = model._default_manager.filter(key=shipped["key"]).first()

    def save() -> Tag:
        tag = existing or model(key=shipped["key"])
        tag.position = position
        _set_texts(tag, "name", shipped["name"])
        tag.save()
        return tag

    key = f"{model._meta.model_name}:{shipped['key']}"
    return bring_in(key, shipped, existing=existing, save=save, export=_export_tag, report=report)


def _load_prompt(
    shipped: Plain,
    phases: Mapping[int, PromptPhase],
    roles: Mapping[str, PromptRole],
    settings: Mapping[str, PromptSetting],
    report: LoadReport,
) -> None:
    existing = Prompt.objects.filter(code=shipped["code"]).first()
    key = f"prompt:{shipped['code']}"
    if existing is not None and existing.has_unpublished_changes:
        report.kept.append(key)  # renewing it now would be undone when the editor publishes the draft
        return
    prompt = existing or Prompt(code=shipped["code"])
    save = partial(_save_prompt, prompt, shipped, phases, roles, settings)
    bring_in(key, shipped, existing=existing, save=save, export=_export_prompt, report=report)


def _save_prompt(
    prompt: Prompt,
    shipped: Plain,
    phases: Mapping[int, PromptPhase],
    roles: Mapping[str, PromptRole],
    settings: Mapping[str, PromptSetting],
) -> Prompt:
    for name in TEXTS:
        _set_texts(prompt, name, shipped[name])
    prompt.phase = phases[shipped["phase"]]
    prompt.minutes, prompt.needs_consent = shipped["minutes"], shipped["needs_consent"]
    prompt.save()
    prompt.roles.set([roles[key] for key in shipped["roles"]])
    prompt.settings.set([settings[key] for key in shipped["settings"]])
    prompt.save()
    if prompt.latest_revision_id:
        prompt.save_revision().publish()  # the CMS edits the latest revision, so it must hold what we wrote
    return prompt

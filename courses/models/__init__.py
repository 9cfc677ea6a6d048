"""The tables of the room: course pages, conversation prompts, and what a learner has done."""

from courses.prompts.models import Prompt, PromptPhase, PromptRole, PromptSetting

__all__ = ["Prompt", "PromptPhase", "PromptRole", "PromptSetting"]

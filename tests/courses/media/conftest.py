from pathlib import Path

import pytest
from django.conf import settings

from courses.models import Media, ModulePage


@pytest.fixture
def film():
    """The recording that ships with the product."""
    return Media.objects.get(key="en-aapning")


@pytest.fixture
def lesson():
    """The bokmål lesson that shows it."""
    return ModulePage.objects.get(
        key="m1", locale__language_code="nb", url_path__contains="/a-snakke-om-jobb/"
    )


@pytest.fixture
def shipped():
    """Its file as it ships, in bytes."""
    return (Path(settings.CONTENT_ROOT) / "media" / "en-aapning.mp4").read_bytes()

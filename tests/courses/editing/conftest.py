import pytest

from accounts.groups import ensure_editors
from accounts.models import User
from courses.models import CoursePage


@pytest.fixture
def editor(client, db):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


@pytest.fixture
def course(db):
    return CoursePage.objects.get(key="L1", locale__language_code="nb")

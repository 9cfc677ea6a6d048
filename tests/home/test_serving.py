"""Pages of the CMS are found in one query, and only those a reader may see."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from courses.models import ModulePage
from home import serving
from home.models import ThemePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return ModulePage.objects.filter(locale__language_code="nb").order_by("path").first()


def find(page, language):
    _, _, path = page.url.removeprefix(f"/{language}").partition("/")
    with translation.override(language):
        return serving._find(RequestFactory().get(page.url), path)


def test_a_page_is_found_whole_in_one_query(module, django_assert_num_queries):
    Site.get_site_root_paths()
    find(module, "nb")  # which kind of page stands there is asked once a process

    with django_assert_num_queries(1):
        page = find(module, "nb").page
        assert (page, type(page), page.locale.language_code, page.lesson.raw_data[0]["type"]) == (
            module,
            ModulePage,
            "nb",
            "situation",
        )


def test_each_language_has_its_own(module):
    nynorsk = module.get_translations().get(locale__language_code="nn")

    assert find(nynorsk, "nn").page == nynorsk
    assert find(nynorsk, "nb") is None


def test_what_is_not_published_is_not_found(client, module):
    url = module.url
    module.unpublish()

    assert client.get(url).status_code == 404


def test_with_two_sites_wagtail_decides_which_one_is_asked(module, client):
    root = Site.objects.get().root_page
    Site.objects.create(hostname="annet.example", root_page=root)

    assert find(module, "nb") is None
    assert client.get(module.url).status_code == 200


def test_another_kind_of_page_at_a_known_address_is_found(module):
    find(module, "nb")
    serving._kinds_met[module.url_path] = ThemePage

    assert find(module, "nb").page == module

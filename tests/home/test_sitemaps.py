import re
from xml.etree import ElementTree

import pytest
from wagtail.models import Page, PageViewRestriction

pytestmark = pytest.mark.django_db
NAMESPACES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def entries(client):
    """{address: {language: address}} of the map."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    return {
        url.find("map:loc", NAMESPACES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMESPACES)
        }
        for url in root.findall("map:url", NAMESPACES)
    }


def paths_of(entries):
    return {re.sub(r"^https?://[^/]+", "", address) for address in entries}


def test_every_public_page_stands_in_the_map(entries):
    paths = paths_of(entries)

    for language in ("nb", "nn", "en"):
        for path in (
            "",
            "tema/",
            "tema/kommunen/",
            "ordliste/",
            "eksempler/ikart/",
            "samtale/P01/",
            "personvern/",
        ):
            assert f"/{language}/{path}" in paths
    assert {page.url for page in Page.objects.live().public().filter(depth__gt=1)} <= paths
    assert not any("/admin/" in path or "/min-side/" in path or "/sok/" in path for path in paths)


def test_each_address_names_itself_and_the_same_page_in_other_languages(entries):
    for address, alternates in entries.items():
        assert address in alternates.values()
        for other in alternates.values():
            assert entries[other] == alternates


def test_a_page_for_some_only_is_not_in_the_map(client, entries):
    page = Page.objects.get(slug="kommunen", locale__language_code="nn")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    html = client.get("/sitemap.xml").content.decode()

    assert "/nn/tema/kommunen/</loc>" not in html


def test_the_addresses_in_the_map_answer(client, entries):
    for path in sorted(paths_of(entries))[::25]:
        assert client.get(path).status_code == 200, path


def test_robots_are_kept_from_what_is_not_for_them(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in text
    assert "Disallow: /*/min-side/" in text
    assert re.search(r"Sitemap: https?://.+/sitemap.xml", text)

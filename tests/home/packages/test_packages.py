"""A course out as a package and in again: the same bytes, whole or not at all."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ReferenceIndex

from accounts.groups import ensure_editors
from accounts.models import User
from base.content import ContentError, Faults
from courses.models import CoursePage, Media, ModulePage
from h5p_django.models import Content
from home.packages.archive import pack, unpack
from home.packages.exporting import NoSuchCourse, export_course
from home.packages.importing import import_course
from tests.factories.accounts import UserFactory
from tests.factories.h5p_django import content_of, shipped

pytestmark = pytest.mark.any_database


def exported(key="L4"):
    out = io.BytesIO()
    export_course(key, out)
    return out.getvalue()


def changed(package, **files):
    """Return the package with some files replaced (text) or taken out (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.filename not in files:
                new.writestr(entry, old.read(entry))
        for name, text in files.items():
            if text is not None:
                new.writestr(name, text)
    return out.getvalue()


@pytest.mark.django_db
def test_out_in_and_out_again_is_the_same_bytes():
    package = exported()
    for course in CoursePage.objects.filter(key="L4"):
        course.delete()

    import_course(io.BytesIO(package))

    assert exported() == package
    assert ModulePage.objects.filter(
        path__startswith=CoursePage.objects.filter(key="L4").first().path
    ).exists()


@pytest.mark.django_db
def test_recordings_and_h5p_contents_come_along_to_a_site_without_them():
    package = exported("L2")
    for course in CoursePage.objects.filter(key="L2"):
        course.delete()
    Media.objects.all().delete()
    Content.objects.filter(key__startswith="L2-").delete()

    import_course(io.BytesIO(package))

    assert exported("L2") == package
    names = zipfile.ZipFile(io.BytesIO(package)).namelist()
    assert [name for name in names if name.startswith("h5p/")] == ["h5p/L2-m3-nakken.yaml"]
    assert "media/en-aapning.mp4" in names
    assert Media.objects.get(key="en-aapning").file.size > 0


@pytest.mark.django_db
def test_an_uploaded_h5p_content_gets_a_name_and_comes_along():
    content = shipped()
    Content.objects.filter(pk=content.pk).update(key="")
    lesson = module_of("L4", "m1")
    part = {
        "content": content.pk,
        "title": "Hei",
        "completion": "seen",
        "attempts": "best",
        "alternative": "<p>Hei.</p>",
    }
    raw = list(lesson.lesson.raw_data)
    new = {"type": "h5p", "id": "m1-opplastet", "value": part}
    lesson.lesson = lesson.lesson.stream_block.to_python([*raw[:-1], new, raw[-1]])
    lesson.save()
    nynorsk = module_of("L4", "m1", "nn")
    nynorsk.lesson = nynorsk.lesson.stream_block.to_python(
        [*list(nynorsk.lesson.raw_data)[:-1], new, list(nynorsk.lesson.raw_data)[-1]]
    )
    nynorsk.save()

    package = exported("L4")

    content.refresh_from_db()
    assert f"h5p/{content.key}.h5p" in zipfile.ZipFile(io.BytesIO(package)).namelist()
    Content.objects.filter(pk=content.pk).delete()
    import_course(io.BytesIO(package), replace=True)
    assert exported("L4") == package


@pytest.mark.django_db
def test_a_course_whose_h5p_lost_its_library_is_not_taken_out_and_says_so(editor):
    content = content_of("H5P.Borte", {})
    lesson = module_of("L4", "m1")
    part = {"content": content.pk, "title": "a", "completion": "seen", "attempts": "best", "alternative": "b"}
    new = {"type": "h5p", "id": "m1-borte", "value": part}
    raw = list(lesson.lesson.raw_data)
    lesson.lesson = lesson.lesson.stream_block.to_python([*raw[:-1], new, raw[-1]])
    lesson.save()

    answer = editor.post(reverse("course_package", args=["L4"]), follow=True)

    assert "H5P.Borte 1.0" in answer.content.decode()


def module_of(course, key, code="nb"):
    above = CoursePage.objects.get(key=course, locale__language_code=code)
    return ModulePage.objects.child_of(above).get(key=key)


@pytest.mark.django_db
def test_an_editors_change_comes_along_and_replaces_what_was_there():
    module = ModulePage.objects.get(
        key="m1", path__startswith=CoursePage.objects.get(key="L4", locale__language_code="nb").path
    )
    module.title = "Et annet navn"
    module.save_revision().publish()
    package = exported()
    module.title = "Enda et navn"
    module.save_revision().publish()
    uses = ReferenceIndex.objects.count()

    import_course(io.BytesIO(package), replace=True)

    assert ModulePage.objects.get(pk=module.pk).title == "Et annet navn"
    assert module.pk in [page.pk for page in ModulePage.objects.search("Et annet navn")]
    assert ReferenceIndex.objects.count() == uses
    assert exported() == package


@pytest.mark.django_db
def test_a_course_that_is_here_is_not_replaced_unasked():
    with pytest.raises(ContentError) as refused:
        import_course(io.BytesIO(exported()))

    assert "finnes her fra før" in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "about"),
    [
        pytest.param({"package.yaml": None}, "ingen kurspakke", id="no-manifest"),
        pytest.param(
            {"package.yaml": "format: scorm\nversion: 1\ncourse: L4\n"}, "format", id="from-elsewhere"
        ),
        pytest.param(
            {"package.yaml": "format: byggestein-course\nversion: 9\ncourse: L4\n"}, "nyere", id="newer"
        ),
        pytest.param({"../utenfor.yaml": "a: 1"}, "ikke en fil som", id="out-of-its-folder"),
        pytest.param({"courses/L4/m1.nn.yaml": None}, "missing", id="half-a-course"),
        pytest.param(
            {"courses/L4/m1.nb.yaml": "id: m1\n", "courses/L4/m2.nb.yaml": ":"}, "m2.nb", id="two-faults"
        ),
    ],
)
def test_a_faulty_package_is_told_of_and_writes_nothing(files, about):
    titles = list(ModulePage.objects.values_list("title", flat=True))

    with pytest.raises(ContentError) as refused:
        import_course(io.BytesIO(changed(exported(), **files)), replace=True)

    assert about in str(refused.value)
    assert list(ModulePage.objects.values_list("title", flat=True)) == titles


@pytest.mark.django_db
def test_half_a_file_is_told_of():
    package = exported()

    for piece in (package[: len(package) // 2], b"", b"PK\x03\x04" + b"x" * 100):
        with pytest.raises(ContentError) as refused:
            import_course(io.BytesIO(piece), replace=True)
        assert "er ikke en hel kurspakke" in str(refused.value)


@pytest.mark.django_db
def test_a_course_that_is_not_published_is_not_taken_out():
    with pytest.raises(NoSuchCourse):
        exported("L99")


NAMES = st.from_regex(r"courses/L[1-9]/m[1-9]\.(nb|nn)\.yaml", fullmatch=True)


@given(files=st.dictionaries(NAMES, st.binary(max_size=400), max_size=6))
def test_any_files_come_out_as_they_went_in_and_pack_to_the_same_bytes(files, tmp_path_factory):
    folder, again, out, second = (
        tmp_path_factory.mktemp("a"),
        tmp_path_factory.mktemp("b"),
        io.BytesIO(),
        io.BytesIO(),
    )
    for name, data in {"package.yaml": b"x", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    pack(folder, out)
    faults = Faults()
    unpack(out, again, faults, most_bytes=1 << 20)
    pack(again, second)

    assert faults == []
    assert second.getvalue() == out.getvalue()


def test_a_package_that_would_fill_the_disk_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("package.yaml", "x" * 5000)
    faults = Faults()

    unpack(out, tmp_path, faults, most_bytes=4000)

    assert "for stor" in str(faults[0])
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redaktor@eksempel.kommune.no", "et-langt-passord")
    user.groups.add(ensure_editors())
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_an_editor_takes_a_course_out_and_in(editor):
    package = b"".join(editor.post(reverse("course_package", args=["L4"])).streaming_content)
    file = SimpleUploadedFile("L4.zip", package)

    refused = editor.post(reverse("course_packages"), {"file": file})
    file.seek(0)
    taken = editor.post(reverse("course_packages"), {"file": file, "replace": "on"})

    assert refused.status_code == 422
    assert "Ingenting ble hentet inn" in refused.content.decode()
    assert taken.status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("sign_in", [False, True], ids=["anonymous", "learner"])
def test_only_editors_take_courses_out(client, sign_in):
    if sign_in:
        client.force_login(UserFactory())

    assert client.get(reverse("course_packages")).status_code in (302, 403)
    assert client.post(reverse("course_package", args=["L4"])).status_code in (302, 403)

"""An editor changes a prompt in the CMS and sees it on the open site."""

from accounts.demo import EDITOR, LEARNER


def test_an_editor_changes_a_prompt_and_sees_it_live(visit):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    page = editor.page
    editor.go("/admin/snippets/courses/prompt/?q=P05")
    page.get_by_role("link", name="P05").first.click()
    page.wait_for_load_state()

    page.fill("[name=text_nb]", "Hva er viktig for deg i dag?")
    page.fill("[name=text_nn]", "Kva er viktig for deg i dag?")
    page.get_by_role("button", name="Flere").or_(page.locator("[data-w-dropdown-target=toggle]")).last.click()
    page.locator("button[name=action-publish]").first.click()
    page.wait_for_load_state()

    reader = visit()
    reader.go("/nn/samtale/P05/")
    assert reader.page.locator("h1").inner_text() == "Kva er viktig for deg i dag?"


def test_a_prompt_in_use_cannot_be_deleted_without_being_told_where(visit):
    editor = visit(width=1280)
    editor.log_in(EDITOR.email)
    editor.go("/admin/snippets/courses/prompt/?q=P01")
    editor.page.get_by_role("link", name="P01").first.click()
    editor.page.wait_for_load_state()
    number = editor.page.url.rstrip("/").split("/")[-1]

    editor.go(f"/admin/snippets/courses/prompt/delete/{number}/")

    text = editor.page.locator("main").inner_text()
    assert "Hvorfor jobb og helse samtidig" in text


def test_who_is_no_editor_does_not_get_in(visit):
    visitor = visit()
    visitor.log_in(LEARNER.email)

    answer = visitor.context.request.get(f"{visitor.site.url}/admin/", max_redirects=0)

    assert answer.status in (302, 403)

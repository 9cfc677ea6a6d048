from django.urls import path

from courses.marks import views as marks
from courses.twins import views as twins
from courses.versions import views as versions
from courses.views import h5p, lesson, paper, quiz, quiz_result, record

app_name = "courses"
urlpatterns = [
    path("svar/<int:page_id>/<str:block_id>/", lesson.answer, name="answer"),
    path("notat/<int:page_id>/<str:block_id>/", lesson.note, name="note"),
    path("bokmerke/<int:page_id>/<str:block_id>/", marks.bookmark, name="bookmark"),
    path("merknad/<int:page_id>/<str:block_id>/", marks.note, name="mark_note"),
    path("sted/<int:page_id>/<str:block_id>/", marks.media_place, name="media_place"),
    path("mine-merker/", marks.mine, name="mine"),
    path("utskrift/<int:page_id>/", paper.course, name="paper"),
    path("mine-merker/<str:course_key>/<str:block_id>/", marks.go, name="go"),
    path("h5p/<int:page_id>/<str:block_id>/", h5p.begin, name="h5p_begin"),
    path("som-tekst/<int:page_id>/<str:block_id>/", twins.page, name="twin"),
    path("som-tekst/<int:page_id>/<str:block_id>/<str:key>/", twins.answer, name="twin_answer"),
    path("kladd/<int:page_id>/<str:block_id>/", lesson.draft, name="draft"),
    path("lest/<int:page_id>/", lesson.reached, name="reached"),
    path("ferdig/<int:page_id>/", lesson.module_done, name="module_done"),
    path("ferdig/<int:page_id>/angre/", lesson.module_reopen, name="module_reopen"),
    path("quiz/<int:page_id>/", quiz.quiz, name="quiz"),
    path("quiz/<int:page_id>/resultat/", quiz_result.quiz_result, name="quiz_result"),
    path("versjon/<int:page_id>/", versions.version, name="version"),
    path("versjon/<int:page_id>/velg/", versions.choose, name="choose_version"),
    path("tidligere/<int:page_id>/", versions.kept_module, name="kept_module"),
    path("begynn/<int:page_id>/", record.enrol, name="enrol"),
    path("forlat/<int:page_id>/", record.leave, name="leave"),
    path("mine-svar/<uuid:device>/angre/", record.undo_joining, name="undo_joining"),
    path("mine-svar/<uuid:device>/behold/", record.redo_joining, name="redo_joining"),
    path("glem/", record.forget, name="forget"),
]

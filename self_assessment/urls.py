from django.urls import path

from self_assessment.building_blocks import views as building_blocks
from self_assessment.comparing import views as comparing
from self_assessment.consensus import views as consensus
from self_assessment.documents import views as documents
from self_assessment.evidence import views as evidence
from self_assessment.finishing import signing_views as signing
from self_assessment.finishing import views as finishing
from self_assessment.mapping import views as mapping
from self_assessment.meeting import screen_views as screen
from self_assessment.meeting import views as meeting
from self_assessment.meeting.desk import AT_THE_SCREEN
from self_assessment.plan import calendar_views as calendar
from self_assessment.plan import views as plan
from self_assessment.sharing import views as sharing
from self_assessment.steps import views as steps
from self_assessment.targets import views as targets
from self_assessment.team import views as team
from self_assessment.views import answering, overview, result, start
from self_assessment.views.desks import AGREED

AT_THE_TABLE = {"desk": AGREED}

app_name = "self_assessment"
urlpatterns = [
    path("", start.start, name="start"),
    path("byggestein/<slug:code>/", building_blocks.building_block, name="building_block"),
    path("kommune/", start.find, name="find"),
    path("kommune/forslag/", start.suggestions, name="suggestions"),
    path("kommune/<str:number>/", start.municipality, name="municipality"),
    path("kommune/<str:number>/begynn/", start.begin, name="begin"),
    path("invitasjon/<str:token>/", team.invitation, name="invitation"),
    path("kommune/<str:number>/sammenlign/", comparing.compare, name="compare"),
    path("delt/<str:token>/", sharing.shared, name="shared"),
    path("delt/<str:token>/rapport.pdf", sharing.shared_report, name="shared_report"),
    path("kalender/<str:token>/plan.ics", calendar.feed, name="calendar_feed"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/resultat/", result.result, name="result"),
    path("<int:pk>/gruppe/", team.team, name="team"),
    path("<int:pk>/gruppe/svar-selv/", team.take_part, name="take_part"),
    path("<int:pk>/gruppe/forlat/", team.leave, name="leave"),
    path("<int:pk>/gruppe/<int:participant>/ta-ut/", team.remove, name="remove"),
    path("<int:pk>/invitasjoner/<int:invitation>/send-igjen/", team.send_again, name="send_again"),
    path("<int:pk>/invitasjoner/<int:invitation>/trekk-tilbake/", team.revoke, name="revoke"),
    path("<int:pk>/tjenestekart/", mapping.service_map, name="service_map"),
    path("<int:pk>/tjenestekart/bilde/", mapping.picture, name="picture"),
    path("<int:pk>/tjenestekart/<slug:code>/", mapping.service, name="service"),
    path("<int:pk>/fag/", mapping.professions, name="professions"),
    path("<int:pk>/profil/", mapping.profile, name="profile"),
    path("<int:pk>/enighet/", consensus.consensus, name="consensus"),
    path("<int:pk>/enighet/samle-inn/", consensus.open_consensus, name="open_consensus"),
    path("<int:pk>/enighet/svar-igjen/", consensus.answer_again, name="answer_again"),
    path("<int:pk>/enighet/der-alle-er-enige/", consensus.agree_where_all_do, name="agree_where_all_do"),
    path("<int:pk>/enighet/<slug:code>/", answering.question, AT_THE_TABLE, name="agree"),
    path(
        "<int:pk>/enighet/<slug:code>/to-svar/<uuid:save>/",
        answering.two_answers,
        AT_THE_TABLE,
        name="agree_two_answers",
    ),
    path("<int:pk>/mote/", meeting.meeting, name="meeting"),
    path("<int:pk>/mote/tilstand/", meeting.state, name="meeting_state"),
    path("<int:pk>/mote/bli-med/", meeting.join, name="meeting_join"),
    path("<int:pk>/mote/ga-ut/", meeting.leave, name="meeting_leave"),
    path("<int:pk>/mote/stem/", meeting.vote, name="meeting_vote"),
    path("<int:pk>/mote/referat/", meeting.minutes, name="meeting_minutes"),
    path("<int:pk>/mote/apne/", screen.open_meeting, name="meeting_open"),
    path("<int:pk>/mote/trykk/", screen.move, name="meeting_move"),
    path("<int:pk>/mote/skjerm/", screen.screen, name="meeting_screen"),
    path("<int:pk>/mote/skjerm/<slug:code>/", screen.item, name="meeting_item"),
    path(
        "<int:pk>/mote/skjerm/<slug:code>/to-svar/<uuid:save>/",
        answering.two_answers,
        {"desk": AT_THE_SCREEN},
        name="meeting_two_answers",
    ),
    path("<int:pk>/se-over/", finishing.review, name="review"),
    path("<int:pk>/ferdigstill/", signing.finish, name="finish"),
    path("<int:pk>/ferdigstill/signer/", signing.sign, name="sign"),
    path("<int:pk>/ferdig/", signing.finished, name="finished"),
    path("<int:pk>/ferdig/apne-igjen/", signing.reopen, name="reopen"),
    path("<int:pk>/logg/", signing.trail, name="trail"),
    path("<int:pk>/logg/last-ned/", signing.trail_file, name="trail_file"),
    path("<int:pk>/utgave/<int:revision>/", documents.edition, name="edition"),
    path("<int:pk>/utgave/<int:revision>/sammendrag/", documents.summary, name="summary"),
    path("<int:pk>/utgave/<int:revision>/dokumenter/", documents.documents, name="documents"),
    path("<int:pk>/utgave/<int:revision>/rapport.pdf", documents.report, name="report"),
    path("<int:pk>/utgave/<int:revision>/alt.xlsx", documents.workbook, name="workbook"),
    path("<int:pk>/utgave/<int:revision>/utregning.json", documents.calculation, name="calculation"),
    path("<int:pk>/dokumentasjon/", evidence.evidence, name="evidence"),
    path("<int:pk>/dokumentasjon/ny/", evidence.add, name="evidence_add"),
    path("<int:pk>/dokumentasjon/<int:evidence>/", evidence.change, name="evidence_change"),
    path("<int:pk>/dokumentasjon/<int:evidence>/ta-bort/", evidence.remove, name="evidence_remove"),
    path("<int:pk>/dokumentasjon/<int:evidence>/fil/", evidence.file, name="evidence_file"),
    path("<int:pk>/plan/", plan.plan, name="plan"),
    path("<int:pk>/plan/nytt/", plan.add, name="plan_add"),
    path("<int:pk>/plan/fra-steg/<slug:step>/", plan.from_step, name="plan_from_step"),
    path("<int:pk>/plan/ta-med/", plan.carry_over, name="plan_carry_over"),
    path("<int:pk>/plan/kalender/", calendar.make_link, name="calendar_link"),
    path("<int:pk>/plan/kalender/trekk-tilbake/", calendar.revoke_link, name="calendar_revoke"),
    path("<int:pk>/plan/kalender/plan.ics", calendar.download, name="calendar_download"),
    path("<int:pk>/plan/<int:action>/", plan.change, name="plan_change"),
    path("<int:pk>/plan/<int:action>/flytt/", plan.move, name="plan_move"),
    path("<int:pk>/deling/", sharing.shares, name="shares"),
    path("<int:pk>/deling/<int:link>/trekk-tilbake/", sharing.revoke, name="share_revoke"),
    path("<int:pk>/maal/", targets.targets, name="targets"),
    path("<int:pk>/maal/<slug:code>/", targets.target, name="target"),
    path("<int:pk>/steg/<int:dismissal>/ta-opp-igjen/", steps.take_up_again, name="take_up_again"),
    path("<int:pk>/steg/<slug:step>/legg-bort/", steps.dismiss, name="dismiss"),
    path("<int:pk>/<slug:code>/", answering.question, name="question"),
    path("<int:pk>/<slug:code>/to-svar/<uuid:save>/", answering.two_answers, name="two_answers"),
]

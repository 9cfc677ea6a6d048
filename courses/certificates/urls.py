from django.urls import path

from courses.certificates.views import holder, open_badges, record

app_name = "certificates"
urlpatterns = [
    path("kursbevis/hent/<int:page_id>/", holder.issue, name="issue"),
    path("kursbevis/<str:code>/", holder.certificate, name="certificate"),
    path("kursbevis/<str:code>/pdf/", holder.pdf, name="pdf"),
    path("kursbevis/<str:code>/navn/", holder.rename, name="rename"),
    path("kursbevis/<str:code>/merke.json", open_badges.credential, name="credential"),
    path("kursbevis/<str:code>/merke.svg", open_badges.badge, name="badge"),
    path("kompetanse/<int:year>/", record.year, name="year"),
    path("kompetanse/<int:year>/pdf/", record.pdf, name="year_pdf"),
    path("kompetanse/<int:year>/xlsx/", record.xlsx, name="year_xlsx"),
]

app_name = "self_assessment"
urlpatterns: list = []

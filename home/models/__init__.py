from home.models.front_page import HomePage
from home.models.theme_page import ThemePage

__all__ = ["HomePage", "ThemePage"]

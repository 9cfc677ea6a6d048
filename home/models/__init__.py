from home.bin.models import BinItem
from home.checks.models import CheckRun
from home.models.front_page import HomePage
from home.models.theme_page import ThemePage

__all__ = ["BinItem", "CheckRun", "HomePage", "ThemePage"]

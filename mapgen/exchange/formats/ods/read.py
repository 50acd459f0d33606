"""A sheet of LibreOffice → events, as of any workbook."""

from __future__ import annotations

from mapgen.exchange.formats.xlsx.read import Workbook

__all__ = ["Workbook"]

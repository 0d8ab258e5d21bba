"""The desktop program: Qt widgets that show records and call services; no SQL, no files, no clock."""

from ui.spare import spare_sources

spare_sources()

"""The dossier of a volume as one PDF/A."""

from zhunsheng.archive.rendering.dossier import DossierChanged, Piece, render_dossier

__all__ = ["DossierChanged", "Piece", "render_dossier"]

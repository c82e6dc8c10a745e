"""The chart pack that supervisors read: one county, one year, as PDF and as one HTML page."""

from gongkai.pack.publish import Pack, publish_pack, publish_packs

__all__ = ["Pack", "publish_pack", "publish_packs"]

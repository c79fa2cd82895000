"""Names of neighbouring countries."""

from __future__ import annotations

from geo.draw.scene.words import Words

ABROAD: tuple[tuple[Words, tuple[tuple[float, float], ...]], ...] = (
    (Words("俄罗斯", "Russia"), ((128.6, 51.9), (134.6, 45.9), (120.0, 54.5), (104.0, 53.5), (87.0, 51.5))),
    (Words("蒙古", "Mongolia"), ((104.0, 46.5), (115.3, 47.2))),
    (Words("朝鲜", "DPR Korea"), ((127.0, 40.3), (129.2, 41.4))),
    (Words("韩国", "Republic of Korea"), ((127.9, 36.5),)),
    (Words("日本", "Japan"), ((138.0, 36.3), (142.8, 43.4))),
    (Words("哈萨克斯坦", "Kazakhstan"), ((74.0, 47.5),)),
    (Words("吉尔吉斯斯坦", "Kyrgyzstan"), ((74.8, 41.5),)),
    (Words("塔吉克斯坦", "Tajikistan"), ((71.2, 38.6),)),
    (Words("阿富汗", "Afghanistan"), ((67.0, 34.5),)),
    (Words("巴基斯坦", "Pakistan"), ((70.0, 30.5),)),
    (Words("印度", "India"), ((78.5, 24.0),)),
    (Words("尼泊尔", "Nepal"), ((84.0, 28.2),)),
    (Words("不丹", "Bhutan"), ((90.4, 27.4),)),
    (Words("孟加拉国", "Bangladesh"), ((89.9, 24.2),)),
    (Words("缅甸", "Myanmar"), ((96.0, 21.8),)),
    (Words("老挝", "Laos"), ((102.4, 19.9),)),
    (Words("泰国", "Thailand"), ((101.0, 16.0),)),
    (Words("越南", "Viet Nam"), ((105.0, 21.5), (108.3, 13.8))),
    (Words("菲律宾", "Philippines"), ((121.3, 16.5),)),
)
"""Names of neighbouring countries with places (lon, lat) inside each where its name may stand."""

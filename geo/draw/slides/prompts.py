"""What Office writes into empty places and calls them, in Chinese: python-pptx brings it in English."""

from __future__ import annotations

import re

PAGE_NUMBER = {"zh": "页码", "en": "Slide number"}
"""What the number of a slide is called, by language."""

_PROMPTS = {
    "Click to edit Master title style": "单击此处编辑母版标题样式",
    "Click to edit Master subtitle style": "单击此处编辑母版副标题样式",
    "Click to edit Master text styles": "单击此处编辑母版文本样式",
    "Second level": "第二级",
    "Third level": "第三级",
    "Fourth level": "第四级",
    "Fifth level": "第五级",
}
_NAMES = {
    "Title Slide": "标题幻灯片",
    "Title Only": "仅标题",
    "Title": "标题",
    "Subtitle": "副标题",
    "Title Placeholder": "标题占位符",
    "Text Placeholder": "文本占位符",
    "Slide Number Placeholder": "灯片编号占位符",
    "Slide Image Placeholder": "幻灯片图像占位符",
    "Notes Placeholder": "备注占位符",
    "Header Placeholder": "页眉占位符",
    "Footer Placeholder": "页脚占位符",
    "Date Placeholder": "日期占位符",
    "Rule": "细线",
}
_PROMPT = re.compile(f"<a:t>({'|'.join(_PROMPTS)})</a:t>")
_NAME = re.compile(rf'(<p:(?:cNvPr|cSld) [^>]*?\bname=")({"|".join(sorted(_NAMES, reverse=True))})((?: \d+)?")')


def with_chinese_prompts(name: str, data: bytes) -> bytes:
    """Return a file of a deck of ours with prompts and names of its places in Chinese."""
    if not (name.startswith(("ppt/slide", "ppt/notes")) and name.endswith(".xml")):
        return data
    text = _NAME.sub(lambda found: f"{found[1]}{_NAMES[found[2]]}{found[3]}", data.decode())
    return (text if name.startswith("ppt/slides/") else _PROMPT.sub(_told, text)).encode()


def _told(found: re.Match[str]) -> str:
    return f"<a:t>{_PROMPTS[found[1]]}</a:t>"

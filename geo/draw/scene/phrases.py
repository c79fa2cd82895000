"""Every fixed word of every medium, Chinese and English; names in braces are filled in.

What a plan says, and the words for values of the schema's closed lists, stand elsewhere: here is what we say ourselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.draw.scene.register_phrases import REGISTER_PHRASES
from geo.draw.scene.words import Words

_EVERYWHERE = {
    "groups_overlap": Words("{n} 组条款各成布局，彼此重叠", "{n} groups of clauses that overlap"),
    "legend": Words("图例", "Legend"),
    "map": Words("地图", "Map"),
    "zones": Words("分区", "Zones"),
    "zone": Words("分区", "Zone"),
    "group": Words("布局", "Part of the layout"),
    "units": Words("行政区", "Units"),
    "unit": Words("行政区", "Unit"),
    "places": Words("地点", "Places"),
    "place": Words("地点", "Place"),
    "kind": Words("类型", "Kind"),
    "industry": Words("产业", "Industry"),
    "status": Words("状态", "Status"),
    "clause": Words("条款", "Clause"),
    "no_zone": Words("未归入分区", "In no zone"),
    "no_industry": Words("未说明产业", "No industry stated"),
    "later": Words("此后", "Since then"),
    "as_of": Words("{date}：{status}", "{date}: {status}"),
    "not_located": Words("未定位", "not located"),
    "target": Words("目标", "Target"),
    "numbers": Words("目标与数字", "Targets and numbers"),
    "indicator": Words("指标", "Indicator"),
    "of": Words("对象", "Of"),
    "number": Words("数字", "Number"),
    "by_year": Words("年份", "Year"),
    "sort": Words("性质", "Kind"),
    "baseline": Words("现状", "Baseline"),
    "actual": Words("实际", "Actual"),
    "members": Words("成员", "Members"),
    "members_focus": Words("重点市县（并非全部范围）", "Focus units (not the whole extent)"),
    "lead": Words("责任单位", "Responsible"),
    "basis": Words("依据", "Basis"),
    "note": Words("说明", "Note"),
    "sources": Words("出处", "Sources"),
    "in_unit": Words("所在行政区", "Unit"),
    "in_zones": Words("所属分区", "In zones"),
    "km": Words("公里", "km"),
    "m": Words("米", "m"),
    "sketch": Words("示意", "sketch"),
    "sample_name": Words("名称", "Aa"),
    "north": Words("北", "N"),
    "issued_by": Words("{issuer}，{date}", "{issuer}, {date}"),
    "part": Words("局部", "part"),
    "only_province": Words("仅知省", "province only"),
    "only_prefecture": Words("仅知市", "city only"),
    "only_county": Words("仅知县区", "county only"),
    "only_township": Words("仅知乡镇", "township only"),
    "stand_site": Words("图上 {n}", "{n} on the map"),
    "stand_unit": Words("仅知市县 {n}", "{n} by unit only"),
    "stand_region": Words("{whole} {n}", "{whole} {n}"),
    "stand_nowhere": Words("原文未说明 {n}", "{n} not placed"),
    "about_unit": Words(
        "原文只说到所在市县：图上以空心方框标在该市县，不是地点的位置",
        "The text says no more than the unit: a hollow square at the unit, not the site of any of them",
    ),
    "about_region": Words("原文只说到全域，未指明市县", "The text says no more than the region"),
    "about_nowhere": Words("原文未说明在何处，图上不画", "The text does not say where: not drawn"),
    "generalised": Words("界线已概化", "outlines generalised"),
    "further_credits": Words("地点、河湖与城镇的来源", "Sources of places, waters and towns"),
    "tray": Words("图上与图外的地点", "Places on the map and off it"),
    "stand_of": Words("图上 {n}／共 {all}", "{n} of {all} on the map"),
    "draw_schematic": Words("示意", "Schematic"),
    "schematic_note": Words(
        "示意图只表示布局关系，不表示实际范围", "Schematic: relations of the layout, not true extents"
    ),
}
"""Of the page and of other media."""

_LEGEND = {
    "legend_focus": Words("分区（所列市县为重点，并非全部范围）", "Zone (units named as its focus, not the whole)"),
    "legend_known": Words("n 处仅知所在市县，方格按产业", "n places known to a unit only; cells by industry"),
    "legend_sketch": Words("示意范围", "Sketched extent"),
    "legend_industry": Words("产业（颜色）", "Industry (colour)"),
    "legend_gathered": Words("聚合，数字为地点数", "Gathered, with their number"),
    "legend_ring": Words("位置精度圈", "Precision ring"),
    "legend_context": Words("规划范围以外", "Outside the planned region"),
    "legend_part": Words("局部：只含所列县区的一部分", "Part: some of the area of the units named"),
    "legend_numbers": Words("金额大小", "Amounts of money"),
    "number_0": Words("其他数字", "other numbers"),
    "number_1": Words("十亿元级", "from CNY 1 billion"),
    "number_2": Words("百亿元级", "from CNY 10 billion"),
    "number_3": Words("千亿元级", "from CNY 100 billion"),
    "number_4": Words("万亿元级", "from CNY 1 trillion"),
    "legend_bound": Words("斜线边：至少或至多", "Hatched edge: at least, at most"),
    "legend_filled": Words("底线：已达到的份额", "Line at foot: share reached"),
    "legend_tints": Words("颜色越浓，列入该地的条款组越多", "The stronger the colour, the more groups name it"),
    "legend_tint_none": Words("未列入", "none"),
    "legend_tint_most": Words("{n} 组", "{n} groups"),
}
"""Of legends, which scene/legend.py makes."""

_PAGE = {
    "panel": Words("目录", "Contents"),
    "panel_hide": Words("收起目录", "Hide the panel"),
    "panel_show": Words("展开目录", "Show the panel"),
    "wider": Words("展开表格", "Widen the table"),
    "narrower": Words("收窄", "Narrow"),
    "other_language": Words("English", "中文"),
    "search": Words("搜索", "Search"),
    "search_hint": Words("名称、拼音、数字、条款、区划代码", "Name, pinyin, number, clause, adcode"),
    "search_none": Words(
        "没有找到“{q}”。可试别名、拼音首字母或英文名。",
        "Nothing found for “{q}”. Try another name, pinyin initials or Chinese.",
    ),
    "search_count": Words("{n} 条结果", "{n} results"),
    "time": Words("现状与规划", "Now and plan"),
    "view_times": Words("现状｜规划", "Now | plan"),
    "time_now": Words("现状", "Now"),
    "time_plan": Words("规划", "Plan"),
    "time_all": Words("全部", "All"),
    "copy_link": Words("复制本页当前状态的链接", "Copy a link to what is shown"),
    "theme": Words("配色：{name}", "Theme: {name}"),
    "theme_light": Words("浅色", "light"),
    "theme_dark": Words("深色", "dark"),
    "theme_auto": Words("随系统", "as the system"),
    "filters_why": Words("没有地点同时符合以下条件：", "No place meets all of these:"),
    "filter_out": Words("排除 {n} 处", "leaves out {n}"),
    "filter_without": Words("去掉后显示 {n} 处", "without it: {n}"),
    "unticked": Words("布局中取消勾选", "Unticked in the layout"),
    "unstated_n": Words("另有 {n} 处未说明状态", "{n} more do not state it"),
    "filtered_by": Words("筛选", "Filtered"),
    "clear_all": Words("清除筛选", "Clear filters"),
    "tab_layout": Words("布局", "Layout"),
    "tab_places": Words("地点", "Places"),
    "tab_targets": Words("目标", "Targets"),
    "targets_inside": Words("其中的目标", "Targets of what is inside"),
    "group_only": Words("只看", "Only"),
    "group_only_name": Words("只看“{name}”", "Only “{name}”"),
    "layouts_all": Words("全部 {n} 组布局，按列入次数着色", "All {n} layouts: units by how many name them"),
    "layouts_n": Words("列入 {n} 组布局", "named by {n} layouts"),
    "group_before": Words("上一组：{name}", "Previous: {name}"),
    "group_after": Words("下一组：{name}", "Next: {name}"),
    "where": Words("分区与行政区", "Zone and unit"),
    "unit_province": Words("省区市", "Province"),
    "unit_prefecture": Words("市县", "City"),
    "unit_county": Words("区县", "County or district"),
    "unit_township": Words("乡镇街道", "Township or subdistrict"),
    "precision": Words("位置精度", "Precision"),
    "show": Words("显示“{name}”", "Show “{name}”"),
    "open": Words("展开“{name}”", "Open “{name}”"),
    "shown_of": Words("显示 {n} / {all} 处", "{n} of {all} places shown"),
    "shown_all": Words("共 {all} 处", "{all} places"),
    "not_located_n": Words("其中 {n} 处未定位，只列于表中", "{n} of them not located: listed only"),
    "filters_none": Words(
        "没有符合筛选条件的地点。清除筛选或勾选更多分区。", "No place matches. Clear the filters or tick more zones."
    ),
    "save_csv": Words("保存为 CSV", "Save as CSV"),
    "sort_by": Words("按“{name}”排序", "Sort by {name}"),
    "targets_none": Words("这份规划没有列出数字目标。", "This plan states no numbers."),
    "targets_none_now": Words("这一视图下没有数字。可切换到“全部”。", "No numbers in this view. Switch to All."),
    "numbers_find": Words("筛选：指标、对象、数字、条款", "Filter: indicator, subject, number, clause"),
    "numbers_all": Words("共 {all} 项", "{all} numbers"),
    "numbers_shown": Words("显示 {n} / {all} 项", "{n} of {all} numbers"),
    "numbers_none": Words("没有符合条件的数字。", "No number matches."),
    "head_target": Words("目标", "Targets"),
    "head_baseline": Words("现状", "Baselines"),
    "headline": Words("总量与规模", "Total and scale"),
    "order": Words("排序", "Order"),
    "order_told": Words("重点", "Key"),
    "order_year": Words("年份", "Year"),
    "order_size": Words("数值", "Size"),
    "order_rank": Words("位次", "Rank"),
    "no_measure": Words("无单位", "no unit"),
    "share": Words("占比", "share"),
    "no_year": Words("未载年份", "no year stated"),
    "no_actual": Words("无实际数", "no actual"),
    "actuals_n": Words("{n} 项有实际数", "{n} with an actual"),
    "until": Words("截至 {date}", "as of {date}"),
    "how_far": Words("进度", "How far"),
    "former": Words("此前", "Before"),
    "parts_sum": Words("分项合计 {sum}，总量 {all}", "The parts add up to {sum} of {all}"),
    "bar_eq": Words("确数", "exact"),
    "bar_approx": Words("约数", "about"),
    "bar_ge": Words("下限，可超过", "at least, open"),
    "bar_le": Words("上限", "at most"),
    "bar_range": Words("区间", "range"),
    "bar_magnitude": Words("量级的下限", "order of magnitude, from"),
    "bar_share": Words("占比，整条为 100%", "share, the bar’s length is 100 %"),
    "part_of_total": Words("其中", "of which"),
    "year_end": Words("{year} 年", "{year}"),
    "card": Words("详情", "Details"),
    "close": Words("关闭", "Close"),
    "copy": Words("复制文本与出处", "Copy text with source"),
    "copied": Words("已复制", "Copied"),
    "copy_failed": Words("请按 Ctrl+C 复制", "Press Ctrl+C to copy"),
    "definition": Words("范围依据", "Extent defined by"),
    "area": Words("面积", "Area"),
    "located_by": Words("位置来源", "Located by"),
    "outside": Words("位置说明", "Why it lies elsewhere"),
    "part_of": Words("属于", "Part of"),
    "sites": Words("分处", "Sites"),
    "aliases": Words("又称", "Also called"),
    "within_km": Words("约 {n} 公里以内", "within {n} km"),
    "outline_km": Words("界线精度约 {n} 公里", "outline within {n} km"),
    "km2": Words("平方公里", "km²"),
    "gathered": Words("{n} 处地点聚在一起", "{n} places close together"),
    "gathered_same": Words("位置相同或太近，无法在图上分开", "At the same spot, or too close to part on the map"),
    "zoom_here": Words("放大到此处", "Zoom in here"),
    "zoom_in": Words("放大", "Zoom in"),
    "zoom_out": Words("缩小", "Zoom out"),
    "zoom_home": Words("全图", "Whole plan"),
    "scale_at_centre": Words("图幅中心比例尺", "Scale at the centre"),
    "parts": Words("{n} 部分", "{n} parts"),
    "views": Words("视图", "Views"),
    "view_layout": Words("布局", "Layout"),
    "differences": Words("按分区和产业", "By zone and industry"),
    "view_industries": Words("产业", "Industries"),
    "view_numbers": Words("目标", "Targets"),
    "numbers_strip": Words("图上没有位置的数字", "Numbers that have no place on the map"),
    "numbers_placed": Words("图上 {n}", "{n} on the map"),
    "numbers_placed_of": Words("图上 {n}／{all}", "{n} of {all} on the map"),
    "numbers_further": Words("另有 {n} 个数字", "{n} more numbers"),
    "drawing": Words("画法", "Drawing"),
    "draw_admin": Words("行政区", "Administrative"),
    "unplaced": Words("未入图：{names}", "not placed: {names}"),
    "story": Words("讲解", "Story"),
    "present": Words("讲解", "Present"),
    "step_undrawn": Words("原文未划定范围，不画", "The text sets no extent: not drawn"),
    "story_previous": Words("上一步", "Previous step"),
    "story_next": Words("下一步", "Next step"),
    "story_back": Words("回到本步", "Back to this step"),
    "story_end": Words("结束讲解", "End the story"),
    "full_screen": Words("全屏", "Full screen"),
    "see_also": Words("亦见", "See also"),
    "select_hint": Words("点选分区、市县或地点查看出处", "Select a zone, a unit or a place to see its sources"),
    "click_to_zoom": Words("点击地图后可用滚轮缩放", "Click the map to zoom with the wheel"),
}
"""Of the page alone."""

BASE_PHRASES: Mapping[str, Words] = MappingProxyType(
    {
        "base": Words("在线底图", "Online base"),
        "base_key": Words("天地图等服务的密钥", "Key of the service"),
        "base_needs_key": Words("请先填写密钥，只留在本标签页", "Type a key first: it stays in this tab"),
        "base_fails": Words("底图无法载入：请检查网络与密钥", "The base does not load: check network and key"),
    }
)
"""Of pages with an online base alone."""

_UNSHOWN = {
    "no_script": Words("请允许此页运行脚本。", "Allow this page to run its script."),
    "old_browser": Words(
        "此页需要较新的浏览器：Chromium 86、Firefox 102、Safari 14 或更新的版本。",
        "This page needs a newer browser: Chromium 86, Firefox 102, Safari 14 or later.",
    ),
    "page_lame": Words(
        "此副本只是一幅图，不能操作。要能用的副本，请复制原文件，或另存为“网页，全部”。",
        "This copy is only a picture. For one that works, copy the file itself or save it as “Webpage, Complete”.",
    ),
}
"""Of a page that cannot show itself."""

_WATCHED = {
    "watched_findings": Words("检查发现 {n} 处", "Findings: {n}"),
    "watched_clean": Words("检查无问题", "No findings"),
    "watched_stopped": Words(
        "当前文件无法成图，图为此前状态", "As the files stand nothing can be drawn: the map is as before"
    ),
    "watched_ended": Words("已停止监视", "no longer watched"),
}
"""Of a page that is rendered again while its plan is edited."""

_PRINTED = {
    "whole_country": Words("全国", "Whole country"),
    "whole_province": Words("全省", "Whole province"),
    "whole_prefecture": Words("全市", "Whole city"),
    "whole_county": Words("全县", "Whole county"),
    "whole_township": Words("全镇", "Whole town"),
    "comma": Words("、", ", "),
    "stop": Words("。", ". "),
    "pair": Words("{one}：{two}", "{one}: {two}"),
    "within": Words("{one}（{two}）", "{one} ({two})"),
    "n_km": Words("{n} 公里", "{n} km"),
    "n_km2": Words("{n} 平方公里", "{n} km²"),
    "map_alt": Words(
        "{region}布局图，由可编辑的形状组成", "Map of the layout of {region}, made of shapes that can be edited"
    ),
    "ground": Words("图底", "Ground of the map"),
    "waters": Words("河流与湖泊", "Rivers and lakes"),
    "seats": Words("驻地", "Seats"),
    "sea": Words("海域", "Sea"),
    "lines": Words("界线", "Boundary lines"),
    "frame": Words("图框", "Frame of the map"),
    "labels": Words("注记", "Names on the map"),
    "leader": Words("引线", "Line to a name"),
    "scale_bar": Words("比例尺", "Scale bar"),
    "places_counted_one": Words("1 处地点", "1 place"),
    "places_counted_many": Words("{n} 处地点", "{n} places"),
    "inset": Words("局部放大", "Enlarged"),
    "swatch": Words("图例：{name}", "Legend: {name}"),
    "overview": Words("总体布局", "The layout as a whole"),
    "open_page": Words("打开互动地图", "Open the interactive map"),
    "ring_alt": Words("{name}：位置精度", "{name}: precision of its position"),
    "not_drawn": Words("文件未划定范围，图上不画", "No extent is given: not drawn"),
    "numbers_rest": Words("其他目标与数字", "Other targets and numbers"),
    "more": Words("另有 {n} 项", "and {n} more"),
    "places_n": Words("{n} 处地点，其中 {located} 处已定位", "{n} places, {located} of them located"),
    "chart_alt": Words("条形图：{name}。{rows}", "Bar chart of {name}. {rows}"),
    "parts_of": Words("{name}及其构成", "{name}: whole and parts"),
    "in_measure": Words("{name}（{measure}）", "{name} ({measure})"),
    "bound": Words("斜纹：文件只给出下限（≥、>、级）或上限", "Hatched: the text gives a bound only (≥, >, order of)"),
    "actual_of": Words("{name}，实际", "{name}, actual"),
    "shown_as_of": Words("{shown}，截至 {date}", "{shown}, as of {date}"),
    "shown_in_year": Words("{shown}，{year} 年", "{shown}, {year}"),
    "series": Words("数值或下限", "Number or lower bound"),
    "series_end": Words("上端", "Upper end"),
    "paged": Words("{title}（{n}/{all}）", "{title} ({n}/{all})"),
    "credits": Words("地图来源与审图说明", "Source and review of the map"),
    "table_alt": Words("表：{title}，{n} 行", "Table: {title}, {n} rows"),
    "located": Words("定位", "Located"),
    "document": Words("文件", "Document"),
    "issuer": Words("发布者", "Issuer"),
    "mark": Words("文号或版本", "Number or edition"),
    "date": Words("日期", "Date"),
    "period": Words("规划期 {first}—{last} 年", "Period {first}–{last}"),
    "role": Words("定位", "Role"),
    "elsewhere": Words("未归入分区的地点", "Places in no zone"),
    "south_islands": Words("南海诸岛", "South China Sea Islands"),
    "pictured": Words("图示：{name}", "Shown: {name}"),
    "atlas": Words("图集目录", "Atlas"),
    "atlas_title": Words("布局图集", "Atlas of layouts"),
    "atlas_lead": Words(
        "规划中的产业空间布局：每个事实注明条款。双击即开，不需要网络。",
        "Spatial industry layouts of development plans, every fact with its clause. Opens with no network.",
    ),
    "atlas_counts": Words("{zone} 个分区，{place} 处地点，{number} 个数字", "{zone}, {place}, {number}"),
    "compare": Words("规划并列比较", "Plans side by side"),
    "compare_shares": Words(
        "条长和百分数：占该规划全部地点的比例", "Bars and per cents are shares of all places of the plan"
    ),
    "compare_link": Words("并列比较各规划", "Compare the plans"),
    "contents": Words("目录", "Contents"),
    "appendix": Words("附表", "Appendix"),
    "rows_on": Words("其余 {n} 行见第 {sheet} 张", "{n} more rows on sheet {sheet}"),
    "sheet_number": Words("第 {n} 张，共 {all} 张", "Sheet {n} of {all}"),
    "clause_index": Words("条款索引", "Clauses"),
    "indexed": Words("{name} {clause}", "{name} {clause}"),
    "link_code": Words("扫码打开地图：{address}", "Scan to open the map: {address}"),
    "left_out": Words("图幅小，略去：{what}", "Left out for want of room: {what}"),
    "left_legend": Words("图例（{parts}）", "of the legend {parts}"),
    "left_text": Words("本步的说明", "text of the step"),
    "left_standing": Words("地点统计", "count of places"),
    "left_headline": Words("首要数字", "headline number"),
    "left_issued": Words("发布者与日期", "issuer and date"),
    "left_title": Words("标题", "title"),
    "left_inset": Words("全国位置图", "where the region lies"),
    "left_units": Words("市县名", "names of units"),
    "left_places": Words("地点", "places"),
    "left_badges": Words("仅知市县的地点", "places known by unit only"),
    "left_waters": Words("水系", "waters"),
    "left_signs": Words("符号", "signs"),
    "left_outlines": Words("界线画法", "kinds of outline"),
    "left_maps": Words("{n} 个产业的地图", "maps of {n} industries"),
    "left_matrix": Words("产业矩阵", "matrix"),
    "left_differences": Words("按分区和产业的计数", "counts by zone and industry"),
    "left_notes": Words("说明与比例尺", "remarks and scale bar"),
    "zones_one": Words("1 个分区", "1 zone"),
    "zones_many": Words("{n} 个分区", "{n} zones"),
}
"""Of figures, handouts, slides and the atlas."""

_PROGRESS = {
    "progress": Words("目标与实际", "Targets and actuals"),
    "reached_of": Words("{all} 个目标中 {n} 个有实际数", "{n} of {all} targets have an actual"),
    "share_of_target": Words("目标的 {share}", "{share} of the target"),
    "share_of_limit": Words("上限的 {share}", "{share} of the limit"),
    "share_of_low": Words("区间下限的 {share}", "{share} of the lower end"),
    "share_of_high": Words("区间上限的 {share}", "{share} of the upper end"),
    "share_of_baseline": Words("现状数的 {share}", "{share} of the baseline"),
    "points_above": Words("高出目标 {n}", "{n} above the target"),
    "points_below": Words("低于目标 {n}", "{n} below the target"),
    "points_above_about": Words("高出目标约 {n}", "about {n} above the target"),
    "points_below_about": Words("低于目标约 {n}", "about {n} below the target"),
    "points_over": Words("高出目标不止 {n}", "more than {n} above the target"),
    "years_left": Words("距 {year} 年末还有 {n} 年，{pace}", "{n} years to the end of {year}, {pace}"),
    "years_left_one": Words("距 {year} 年末还有 1 年，{pace}", "1 year to the end of {year}, {pace}"),
    "needed_more": Words("每年须增 {n}", "{n} more needed in each"),
    "needed_less": Words("每年须减 {n}", "{n} less needed in each"),
    "growth_needed": Words("年均 {n}%", "{n}% a year"),
    "so_far_more": Words("此前每年增 {n}", "{n} more a year so far"),
    "so_far_less": Words("此前每年减 {n}", "{n} less a year so far"),
}
"""What was reached of a number, how far that is, what is left."""

_UNIT = {
    "elsewhere_of": Words("其他规划中的{unit}", "{unit} in other plans"),
    "outline_of": Words("{unit}的界线", "Outline of {unit}"),
    "no_role": Words("这份规划没有单独给{unit}定位。", "The plan gives {unit} no role of its own."),
    "nothing_said": Words(
        "这份规划没有点名{unit}的地点和数字，也没有把它列入分区。",
        "The plan names no place and no number of {unit}, and puts it in no zone.",
    ),
    "zone_of_places": Words("仅其中的地点", "its places only"),
    "region": Words("范围", "Region"),
    "whole_plan": Words(
        "整个规划的范围：{zones} 个分区，{places} 处地点，{numbers} 个数字",
        "Planned as a whole: {zones} zones, {places} places, {numbers} numbers",
    ),
    "plan": Words("规划", "Plan"),
    "item": Words("事项", "Item"),
}
"""Of the sheets of one city or county."""

_GATHERING = {
    "industries": Words("产业聚集在何处", "Where industries gather"),
    "industries_count": Words("具名地点数，非产值", "Named places, not output"),
    "industries_matrix": Words("各行政区、各产业的具名地点数", "Named places by unit and industry"),
    "industries_tint": Words("底色：具名地点数", "Tint: named places"),
    "industries_dot": Words("已定位的地点，颜色按产业", "Located place, in the colour of its industry"),
    "industries_scale": Words("各图范围、比例尺、颜色分级相同", "All maps: one extent, one scale, one set of classes"),
    "industries_at_units": Words("其中 {n} 处在图上", "{n} on the map"),
    "industries_several": Words(
        "{n} 处兼属几个产业，每个产业各计一次；合计按地点计，不重复",
        "{n} places of several industries count in each of them; totals count each place once",
    ),
    "industries_none": Words("没有具名地点的产业：{names}", "No named place: {names}"),
    "industries_unit_alt": Words("{unit}：{n} 处具名地点", "{unit}: {n} named places"),
    "places_many": Words("{n} 处", "{n} places"),
    "total": Words("合计", "Total"),
}
"""Of the maps and the matrix that show where industries gather, in every medium."""

_INDUSTRIES = {
    "industries_range": Words("{low}–{high}", "{low}–{high}"),
    "industries_off": Words("所在行政区均未说明：{names}", "At no unit: {names}"),
    "industries_rest": Words("其余 {n} 个行政区", "{n} other units"),
    "industries_stated_not": Words("未载产业", "None stated"),
    "industries_map_alt": Words(
        "{name}：{n} 处具名地点，其中 {shown} 处在图上", "{name}: {n} named places, {shown} of them on the map"
    ),
    "places_one": Words("1 处", "1 place"),
}
"""Of these on paper and slides."""

_CLAIMS = {
    "claim_cover": Words("{zones}覆盖{whole}", "{zones} cover {whole}"),
    "claim_zones": Words("{zones}", "{zones}"),
    "claim_gather": Words("{head}，{all} 处地点有 {n} 处在{unit}", "{head}; {n} of {all} places are in {unit}"),
    "claim_named": Words("{head}，{names}列入最多：{n} 组", "{head}; {names}: named by most, {n}"),
    "claim_named_most": Words("{head}，同一地最多列入 {n} 组", "{head}; up to {n} name one province"),
    "claim_number": Words("{year} 年{indicator} {shown}", "{indicator} in {year}: {shown}"),
    "claim_number_yearless": Words("{indicator} {shown}", "{indicator}: {shown}"),
    "claim_share": Words("{zone}占{whole}面积 {share}%，{places}", "{zone}, {share}% of the area, {places}"),
    "claim_group": Words("{zones}，{places}", "{zones}, {places}"),
    "claim_most": Words("{places}，{zone}最多（{n} 处）", "{places}, most ({n}) in {zone}"),
    "claim_industry": Words("{name}地点最多：{all} 处中 {n} 处", "{name}: {n} of {all} places, more than any other"),
    "claim_industries": Words(
        "{all} 处地点中，{names}最多，各 {n} 处", "{names}: {n} of {all} places each, more than any other"
    ),
    "claim_of_which": Words("{head}，其中 {n} 处在{unit}", "{head}, {n} of them in {unit}"),
    "claim_state_more": Words(
        "现状｜规划：规划 {planned} 处，多于现有的 {existing} 处",
        "Now | plan: {planned} places planned, more than the {existing} that exist",
    ),
    "claim_state_fewer": Words(
        "现状｜规划：规划 {planned} 处，少于现有的 {existing} 处",
        "Now | plan: {planned} places planned, fewer than the {existing} that exist",
    ),
    "claim_state_equal": Words(
        "现状｜规划：规划与现有各 {planned} 处", "Now | plan: {planned} places planned, as many as exist"
    ),
    "claim_unlocated": Words("{all} 处地点中 {n} 处没有位置", "{n} of {all} places have no position"),
    "claim_located": Words("{all} 处地点都有位置", "All {all} places have a position"),
    "claim_yearless": Words("{places}，{all} 个数字中 {n} 个未载年份", "{places}; {n} of {all} numbers state no year"),
    "claim_sources_one": Words("1 种出处", "1 source"),
    "claim_sources_many": Words("{n} 种出处", "{n} sources"),
    "claim_cited": Words(
        "{sources}：{zones} 个分区、{places} 处地点、{numbers} 个数字都有条款",
        "{sources}: all {zones} zones, {places} places and {numbers} numbers cite a clause",
    ),
    "gap_reasons": Words("没有位置的地点，按原因", "Places without a position, by reason"),
    "gap_by_unit": Words("其中 {n} 处仅知所在市县", "{n} of them known to a unit only"),
    "gap_yearless": Words("{all} 个数字中 {n} 个未载年份", "{n} of {all} numbers state no year"),
    "gap_industryless": Words("{all} 处地点中 {n} 处未载产业", "{n} of {all} places state no industry"),
    "gap_undrawn": Words("{all} 个分区中 {n} 个未划定范围", "{n} of {all} zones have no stated extent"),
    "state_by_zone": Words("各分区的具名地点", "Named places by zone"),
    "state_by_industry": Words("各产业的具名地点", "Named places by industry"),
    "state_several": Words(
        "{n} 处兼属几行，各计一次；合计按地点计", "{n} places count in several rows, once in the totals"
    ),
    "unnamed_one": Words("图上另有 1 处未标名，见互动地图", "1 more place, unnamed here: see the interactive map"),
    "unnamed_many": Words(
        "图上另有 {n} 处未标名，见互动地图", "{n} more places, unnamed here: see the interactive map"
    ),
    "nameless_few": Words("图上无处标名：{names}", "No room on the map for the names of {names}"),
    "nameless_many": Words("图上另有 {n} 个行政区未标名", "{n} more units are not named on the map"),
    "industries_left": Words("未画：{names}", "Not drawn: {names}"),
    "unlisted": Words("另有 {n} 项，见互动地图", "{n} more: see the interactive map"),
    "legend_rest": Words("其余图例见互动地图", "More of the legend: interactive map"),
    "clauses_left": Words("另有 {n} 条，见互动地图", "{n} more: see the interactive map"),
    "clause_short": Words("{name}：{locator}，“{anchor}”", "{name}: {locator}, “{anchor}”"),
}
"""What titles of slides state, and what else their argument says."""

_CREDITS = {
    "credit_boundaries": Words("边界来源：{source}", "Boundaries: {source}"),
    "credit_edition": Words("，{edition} 版", ", {edition} edition"),
    "credit_source_review": Words(
        "（其自身地图的审图号：{number}）", " (review number of the source's own map: {number})"
    ),
    "credit_review": Words("本图审图号：{number}", "Review number of this map: {number}"),
    "credit_unreviewed": Words("本图未送审，仅供内部使用", "Not submitted for review: internal use only"),
    "credit_short": Words("边界：{source} {edition}", "Boundaries: {source} {edition}"),
    "credit_short_review": Words(
        "边界：{source} {edition}（原图审图号 {number}）",
        "Boundaries: {source} {edition} (source’s review no. {number})",
    ),
    "credit_around": Words(
        "{own}；周边：{source} {edition}（{number}）", "{own}; around: {source} {edition} ({number})"
    ),
    "credit_places": Words("地点位置依据：{titles}", "Places located by: {titles}"),
    "credit_waters": Words("水系、海洋：GSHHG 2.3.6、WDBII（LGPL-3.0）", "Waters: GSHHG 2.3.6, WDBII (LGPL-3.0)"),
    "credit_towns": Words("城镇：GeoNames（CC BY 4.0）", "Towns: GeoNames (CC BY 4.0)"),
    "credit_base": Words("在线底图：{owner}", "Online base: {owner}"),
    "general_knowledge": Words("常识判断，无文献", "general knowledge, no document"),
}
"""Of credits and evidence, which stand in every medium."""

_CHANGED = {
    "change_title": Words("{title}：改动前后", "{title}: before and after an edit"),
    "change_before": Words("改动前", "Before"),
    "change_after": Words("改动后", "After"),
    "change_gained": Words("增加", "gained"),
    "change_lost": Words("减少", "lost"),
    "change_line": Words("原边界、原位置", "border and place before"),
    "change_follow": Words("{n} 处随之移动：{names}", "{n} follow: {names}"),
    "change_more": Words("另有 {n} 项改动。", "{n} more changes."),
    "change_drawn": Words("新增图形", "drawn"),
    "change_erased": Words("取消图形", "no more drawn"),
    "change_superseded": Words("已被取代", "superseded"),
    "change_moved": Words("移动 {km} 公里", "moved by {km} km"),
    "change_reshaped": Words(
        "边界移动至多 {m} 米，增加 {gained} 平方公里，减少 {lost} 平方公里",
        "border moved by up to {m} m, {gained} km² gained, {lost} km² lost",
    ),
}
"""Of the picture of an edit, before and after."""

PHRASES: Mapping[str, Words] = MappingProxyType(
    {
        **_EVERYWHERE,
        **_LEGEND,
        **_PAGE,
        **BASE_PHRASES,
        **_UNSHOWN,
        **_PRINTED,
        **_WATCHED,
        **_PROGRESS,
        **_UNIT,
        **_GATHERING,
        **_INDUSTRIES,
        **_CLAIMS,
        **_CREDITS,
        **_CHANGED,
        **REGISTER_PHRASES,
    }
)
"""Phrase by its key."""

PAGE_PHRASES: Mapping[str, Words] = MappingProxyType({**_EVERYWHERE, **_GATHERING, **_PAGE})
"""Those that the page's script fills in."""


def say(key: str, lang: str, **values: object) -> str:
    """Return a phrase in a language.

    Examples
    --------
    >>> say("n_km", "zh", n=200), say("n_km", "en", n=200)
    ('200 公里', '200 km')
    """
    return PHRASES[key].text(lang).format(**values)


def phrase(key: str, **values: object) -> Words:
    """Return a phrase in both languages; values that are words themselves are filled in by language.

    Examples
    --------
    >>> phrase("credit_base", owner=Words("天地图", "Tianditu"))
    Words(zh='在线底图：天地图', en='Online base: Tianditu')
    """
    return filled(PHRASES[key], **values)


def counted(key: str, n: int) -> Words:
    """Return a phrase for one thing, or for several.

    Examples
    --------
    >>> counted("zones", 1).en, counted("zones", 2).en
    ('1 zone', '2 zones')
    """
    return phrase(f"{key}_one" if n == 1 else f"{key}_many", n=n)


def filled(words: Words, **values: object) -> Words:
    """Return words whose names in braces are filled in, as :func:`phrase` does of a phrase."""
    zh, en = ({name: _in(value, lang) for name, value in values.items()} for lang in ("zh", "en"))
    return Words(words.zh.format(**zh), words.en.format(**en))


def _in(value: object, lang: str) -> object:
    return value.text(lang) if isinstance(value, Words) else value

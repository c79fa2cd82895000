"""Every word of the pencil, Chinese and English, which no other medium says; names in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.draw.scene.words import Words

EDIT_PHRASES: Mapping[str, Words] = MappingProxyType(
    {
        "tab_edit": Words("标绘", "Edit"),
        "edit_how": Words(
            "从下面选一处地点或一个分区，在图上点击；改动只留在本浏览器中，保存为文件后由 buju import 写入。",
            "Choose a place or a zone below, then click on the map. Changes stay in this browser until they are saved "
            "to a file, which buju import takes.",
        ),
        "edit_undo": Words("撤销", "Undo"),
        "edit_redo": Words("重做", "Redo"),
        "edit_save": Words("保存改动 {n}", "Save {n}"),
        "edit_changes": Words("改动 {n}", "Changes {n}"),
        "edit_unsaved": Words("尚未保存为文件。", "Not saved to a file yet."),
        "edit_saved": Words(
            "已保存。预览差异：buju import {plan}-edits.geojson --plan {plan}；加 --apply 写入。",
            "Saved. To see the difference: buju import {plan}-edits.geojson --plan {plan}; --apply writes it.",
        ),
        "edit_back": Words("撤回", "Take back"),
        "edit_open": Words("打开已保存的改动…", "Open saved changes…"),
        "edit_refused": Words("{name}不是本规划保存的改动。", "{name} holds no changes that were saved of this plan."),
        "edit_left": Words(
            "上次有 {n} 项改动尚在本浏览器中。", "{n} changes of an earlier visit are still in this browser."
        ),
        "edit_left_other": Words(
            "此后规划数据已有变化，请逐项核对。", " The plan has changed since: look each of them over."
        ),
        "edit_take": Words("恢复", "Restore"),
        "edit_discard": Words("丢弃", "Discard"),
        "edit_filter": Words("筛选地点：名称、拼音、首字母", "Filter places by name"),
        "edit_waiting": Words("未定位 {n}", "Not located {n}"),
        "edit_none_waiting": Words("没有未定位的地点。", "No place here waits for coordinates."),
        "edit_placed": Words("已定位 {n}", "Located {n}"),
        "edit_drawing_moved": Words("示意图形已调整", "drawing of the diagram adjusted"),
        "edit_place": Words("定位", "Locate"),
        "edit_place_how": Words(
            "在图上点击该处。方向键微调（Shift 逐像素），回车确定，Esc 取消。",
            "Click where it is. Arrow keys move the cross (Shift by a pixel), Enter sets it, Escape cancels.",
        ),
        "edit_sketch": Words("画轮廓", "Outline"),
        "edit_sketch_how": Words(
            "逐点点击，靠近界线时自动吸附；回到起点即闭合。角点可拖动，Delete 键删去，退格键退一步。",
            "Click corner by corner; near a border it keeps to the border. The first corner again closes the outline. "
            "Corners can be dragged; Delete takes one out, Backspace goes a step back.",
        ),
        "edit_union": Words("并行政区", "Units"),
        "edit_union_how": Words(
            "点击行政区加入，再次点击移出；导入时按行政区界线精确合并。",
            "Click units to take them, again to leave them. The import unites their borders exactly.",
        ),
        "edit_diagram": Words("移图形", "Drawing"),
        "edit_diagram_how": Words(
            "拖动图形，或用方向键移动；回车确定。", "Drag the drawing, or move it by the arrow keys; Enter sets it."
        ),
        "edit_done": Words("确定", "Set"),
        "edit_cancel": Words("取消", "Cancel"),
        "edit_lon": Words("经度", "Longitude"),
        "edit_lat": Words("纬度", "Latitude"),
        "edit_precision": Words("精度半径（公里）", "True within (km)"),
        "edit_evidence": Words("依据来源", "Evidence"),
        "edit_choose": Words("请选择", "Choose"),
        "edit_by_knowledge": Words("常识（无文件可依）", "Common knowledge"),
        "edit_record": Words("来源中的编号（可空）", "Record in that source (may be empty)"),
        "edit_outside": Words("为何在其外", "Why it lies outside"),
        "edit_follows": Words("沿界线描绘", "Follow borders"),
        "edit_step_back": Words("退一步", "Step back"),
        "edit_anew": Words("清空重画", "Draw anew"),
        "edit_part": Words("另画一块", "Another part"),
        "edit_corners": Words("{n} 个角点", "{n} corners"),
        "edit_units": Words("{n} 个行政区", "{n} units"),
        "edit_about": Words("约 {area}", "about {area}"),
        "edit_level": Words("级别", "Level"),
        "edit_leave": Words("移出{unit}", "Leave {unit} out"),
        "edit_unit_taken": Words("已加入{unit}。", "{unit} taken."),
        "edit_unit_left": Words("已移出{unit}。", "{unit} left out."),
        "edit_unit_within": Words("{unit}已包含在{above}之内。", "{unit} lies in {above}, which is taken already."),
        "edit_no_unit": Words("此处没有该级别的行政区。", "There is no unit of this level."),
        "edit_larger": Words("放大", "Larger"),
        "edit_smaller": Words("缩小", "Smaller"),
        "edit_moved": Words("移动 {km} 公里", "moved by {km} km"),
        "edit_astray": Words(
            "此点在{name}之外 {km} 公里，超出精度；请核对，或说明原因。",
            "This lies {km} km outside {name}, more than its precision allows. Mend it, or say why.",
        ),
        "edit_needs_place": Words("请先在图上点击。", "Click on the map first."),
        "edit_needs_precision": Words(
            "请填写精度半径，大于 0，至多 1000 公里。", "Give the radius within which it is true: up to 1000 km."
        ),
        "edit_needs_evidence": Words("请选择依据来源。", "Choose on what evidence it stands."),
        "edit_knowledge": Words(
            "仅凭常识定位，精度半径不小于 {km} 公里。", "Common knowledge is good for {km} km at best."
        ),
        "edit_needs_corners": Words("轮廓至少要三个角点。", "An outline has three corners at least."),
        "edit_escape": Words(
            "再按一次 Esc，放弃已画的角点。", "Press Escape once more to give up the corners that were drawn."
        ),
        "edit_crossing": Words(
            "轮廓在十字丝处自相交叉；请移动或删去附近的角点，或不沿界线描绘。",
            "The outline crosses itself at the cross. Move or take out corners there, or do not follow borders.",
        ),
        "edit_needs_units": Words("请至少点选一个行政区。", "Take one unit at least."),
    }
)
"""Phrase by its key."""

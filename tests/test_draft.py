"""What a draft reads in a plan's text: layout, places and numbers of small texts written for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from draft.score import score
from hypothesis import given
from hypothesis import strategies as st
from reading import TINY

from geo.analysis.audit import audit_plan
from geo.analysis.clauses import read_document, squeeze
from geo.analysis.draft.draft import Draft, draft_plan
from geo.analysis.draft.names import names_in
from geo.analysis.draft.passages import read_passages
from geo.analysis.draft.title import paper_of, refuse_two
from geo.analysis.quantities import quantities_in
from geo.cli import cli
from geo.model.errors import PlanError, ReadError
from geo.model.plan import Plan, read_plan
from geo.model.schema import LONGEST_ANCHOR

HEAD = "方省生物经济规划\n"
LAYOUT = """四、布局
构建“一极、两区、一带”的发展格局。
(一)“一极”——打造西城生物引领极。依托西市，建设千亿级西城医药产业园。
(二)“两区”——建设北原核心区。以西北县、东北县为重点，打造北原发酵基地。建设南原示范区。以西南、东南等地为重点，
推动西南县医药加快发展，打造百亿级南原药谷。
(三)“一带”——构建林海产业带。包括东北县、东南县，建设林海药材交易市场。
"""


def plain_plan() -> Plan:
    """Return the small plan as its author begins it: units and taxonomy only."""
    return replace(read_plan("tiny", TINY), groups=(), zone_rows=(), park_rows=(), target_rows=(), citations=())


def drafted(text: str) -> Draft:
    return draft_plan(plain_plan(), HEAD + text)


def rows(draft: Draft, table: str) -> list[Mapping[str, str]]:
    return [each.row for each in draft.rows[table]]


def named(text: str) -> list[tuple[str, str, str]]:
    return [(each.name, each.kind, each.status) for each in names_in(text)]


def number(text: str, heading: str = "二、目标") -> dict[str, str]:
    """Return the one number that a text has."""
    (row,) = rows(drafted(f"{heading}\n{text}\n"), "targets")
    return dict(row)


def test_a_slogan_gives_groups_and_zones_with_the_units_that_the_text_lists() -> None:
    draft = drafted(LAYOUT)
    assert (draft.slogan, draft.locator) == ("一极、两区、一带", "四")
    assert [group.name for group in draft.groups] == ["一极", "两区", "一带"]
    found = [(row["zone"], row["name"], row.get("members", ""), row["focus"]) for row in rows(draft, "zones")]
    assert found == [
        ("pole-1", "西城生物引领极", "990100", "true"),
        ("area-1", "北原核心区", "990101;990201", "true"),
        ("area-2", "南原示范区", "990102;990202", "true"),
        ("belt-1", "林海产业带", "990201;990202", "false"),
    ]


def test_a_place_has_its_zone_its_unit_and_its_magnitude_as_a_number() -> None:
    draft = drafted(LAYOUT)
    parks = {row["name"]: row for row in rows(draft, "parks")}
    assert parks["南原药谷"]["zones"] == "area-2"
    assert parks["南原药谷"]["adcode"] == "990102"
    assert (parks["南原药谷"]["basis"], parks["南原药谷"]["unlocated"]) == ("county", "planned")
    (size,) = [row for row in rows(draft, "targets") if row["scope_id"] == parks["南原药谷"]["park_id"]]
    assert (size["operator"], size["low"], size["measure"]) == ("magnitude", "100", "亿元")


@pytest.mark.parametrize(
    ("slogan", "text", "zones"),
    [
        (
            "一核、两翼",
            "一核，即方城核心区。以西市为主体。\n两翼：北翼。以西北县为重点。南翼。以西南县为重点。",
            "方城核心区 北翼 南翼",
        ),
        (
            "两谷两心",
            "1.“两谷”——打造“种谷”“药谷”两大特色谷。\n2.“两心”——建设“东心”“西心”两个中心。",
            "种谷 药谷 东心 西心",
        ),
        (
            "一核引领、多园支撑",
            "一核引领。以西市为核心，建设研发中心。\n多园支撑：甲山园、乙水园等园区。",
            "一核 甲山园 乙水园",
        ),
        ("一主引领、两副支撑", "“一主”：西市。\n“两副”：西北县、东南县。", "西市 西北县 东南县"),
        (
            "1+2+N",
            "“1”即方城核心区。\n“2”即两大组团：甲山组团、乙水组团。\n“N”即多个场景基地。",
            "方城核心区 甲山组团 乙水组团 多个场景基地",
        ),
        (
            "一核、多点",
            "①一核。即方城种业核心区。重点建设甲山园。\n②多点。支持西市、东市等地发展。",
            "方城种业核心区 多点",
        ),
        (
            "一核、一带",
            "第一节 一核\n以西市为核心，建设方城核心区。\n第二节 一带\n林海产业带。包括西北县。",
            "方城核心区 林海产业带",
        ),
        (
            "一体两翼",
            "以西市为主体，建设方城主体区；以西北县为北翼，打造北原药材翼；以东市为东翼，打造东原种业翼。",
            "方城主体区 北原药材翼 东原种业翼",
        ),
        ("两翼驱动", "两翼驱动。“西南”翼，以西市为支撑；“东北”翼，以东市为支撑。", "“西南”翼 “东北”翼"),
        ("一核一圈", "一核为方城药谷，一圈为环城药材圈（西北县、西南县、东北县）。", "方城药谷 环城药材圈"),
        ("一轴两区", "——一轴：沿江发展轴。\n——两区：北部药材区、南部种业区。", "沿江发展轴 北部药材区 南部种业区"),
        (
            "一轴两区",
            "——一轴：沿江发展轴。\n——两区：北部药材区（西北县、东北县），产值10亿元；南部种业区（西南县）。",
            "沿江发展轴 北部药材区 南部种业区",
        ),
        (
            "一核、两园",
            "“一核”：方城种业核心区。\n“两园”。即甲山药材园和乙水药材园。",
            "方城种业核心区 甲山药材园 乙水药材园",
        ),
        (
            "一核两中心",
            "一核：方城种业核心区。两中心：药材中心、养生和康养中心。",
            "方城种业核心区 药材中心 养生和康养中心",
        ),
        ("一核、两带", "以西市为核心，以东市、西北县为两带。", "西市 东市 西北县"),
        (
            "一核、两廊",
            "一核：方城种业核心区。\n两廊联动。北原药材廊由西北县、东北县组成；南原药材廊覆盖西南县。",
            "方城种业核心区 北原药材廊 南原药材廊",
        ),
        (
            "一核两区",
            "（一）方城核心区。发展医药。\n（二）北原药材区。\n（三）南原种业区。",
            "方城核心区 北原药材区 南原种业区",
        ),
        ("一港一带", "一港，即甲山园引领的方城医药港。\n一带，即沿江药材带。", "方城医药港 沿江药材带"),
        (
            "一核四基地",
            "一核：方城种业核心区。四大基地：甲、乙山基地、丙山基地、丁山基地、戊山基地。",
            "方城种业核心区 乙山基地 丙山基地 丁山基地 戊山基地",
        ),
        ("1+2", "“1”即打造一个方城核心区。\n“2”即甲山组团、乙水组团。", "方城核心区 甲山组团 乙水组团"),
        (
            "一极两轴",
            "一极：方城增长极。\n两轴：一是沿江药材轴，包括西北县。二是沿山种业轴，包括东北县。",
            "方城增长极 沿江药材轴 沿山种业轴",
        ),
        (
            "一极两片",
            "一极：方城增长极。\n两片：分别以西北县、东北县为节点，建设药材片、种业片。",
            "方城增长极 药材片 种业片",
        ),
        ("一城引领、多点协同", "甲山产业园为引领城，西北县、东北县为协同点。", "甲山产业园 西北县 东北县"),
        (
            "一核、两园",
            "“一核”即方城医药高新区（西南县）。\n“两园”包括甲山园、乙水园。",
            "方城医药高新区(西南县) 甲山园 乙水园",
        ),
        (
            "双核引领、两翼齐飞、多基地支撑",
            "(一)双核引领\n甲山核心重点发展医药。乙水核心重点发展种业。\n(二)两翼齐飞\n北翼为西北县，发展药材。南翼为西南县。\n"
            "(三)多基地支撑\n加快建设丙原药材基地、丁原种业基地。",
            "甲山核心 乙水核心 北翼 南翼 丙原药材基地 丁原种业基地",
        ),
        (
            "2+N",
            "“2”：打造甲山高地和乙水高地两个高地。\n“N”：培育一批特色支点，重点支持丙原药谷、丁原药材小镇等建设。",
            "甲山高地 乙水高地 丙原药谷 丁原药材小镇",
        ),
        (
            "一核三基地多点",
            "一核：方城核。\n三基地：1.甲山基地；2.乙水基地；3.丙原基地。\n多点：建设一批分拨中心和物流站点。",
            "方城核 甲山基地 乙水基地 丙原基地",
        ),
        (
            "一城两江",
            "1.一城。方城中心旅游极核，涵盖西市。\n2.两江。甲山画廊，从西北县至西南县；乙水画廊，从东北县至东南县。",
            "方城中心旅游极核 甲山画廊 乙水画廊",
        ),
        (
            "一核两带",
            "一是做强方城医药核心。二是做优沿江药材带。三是做美沿山康养带。",
            "方城医药核心 沿江药材带 沿山康养带",
        ),
        ("一核、多园", "一核：方城核。\n多园：支持西北县、东北县等地建设药材产业园。", "方城核 多园"),
        ("一核、多点", "一核：方城核。\n多点：西北县发展药材；东北县发展种业。", "方城核 西北县 东北县"),
        ("一核、两点", "一核：方城核。\n两点\n西北县发展药材，东北县发展种业。", "方城核 西北县 东北县"),
        (
            "一核引领、一带联动",
            "(一)做强龙头。以西市为核心，建设方城药材集聚区。\n(二)林海产业带。包括西北县。",
            "方城药材集聚区 林海产业带",
        ),
        (
            "一区、一核、两带",
            "(一)打造甲山药材示范区。\n(二)建设乙水研发高地(核)。\n(三)构建北原产业带。\n(四)构建南原产业带。",
            "甲山药材示范区 乙水研发高地 北原产业带 南原产业带",
        ),
        (
            "一核、两翼",
            "(一)一核：方城核。\n(二)两翼\n东翼——丙原药材翼。以西北县为重点。\n西翼——丁原种业翼。以西南县为重点。",
            "方城核 丙原药材翼 丁原种业翼",
        ),
        (
            "一核、两极",
            "一核：方城核。\n两极：一是甲山药材与兽药极。二是乙水种业极。",
            "方城核 甲山药材与兽药极 乙水种业极",
        ),
        (
            "一核、两轴",
            "(一)一核\n方城核。\n(二)两轴\n1.横向构建“西市—东市”药材走廊。\n2.纵向构建“南北”种业走廊。",
            "方城核 “西市—东市”药材走廊 “南北”种业走廊",
        ),
        ("一核、一带", "(一)一核\n突出方城药材核心区引领作用。\n(二)一带\n林海产业带。", "方城药材核心区 林海产业带"),
        ("一港、一带", "(一)一港\n以北原门户港为龙头，发展物流。\n(二)一带\n林海产业带。", "北原门户港 林海产业带"),
        ("一核、多园", "一核：方城核。\n多园包括甲山园、乙水（西市）园和丙原园。", "方城核 甲山园 乙水(西市)园 丙原园"),
        ("一核、百点", "一核：方城核。\n百点：在全市建设100个药材示范点。", "方城核"),
    ],
)
def test_zones_of_slogans_in_other_forms(slogan: str, text: str, zones: str) -> None:
    draft = drafted(f"三、空间布局\n着力构建“{slogan}”空间布局。\n{text}\n")
    assert draft.slogan == slogan
    assert " ".join(row["name"] for row in rows(draft, "zones")) == zones


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("建设甲山医药产业园、乙水发酵基地和丙原疫苗中试平台", "甲山医药产业园 乙水发酵基地 丙原疫苗中试平台"),
        ("依托康宁、同泰、福和药业等重点企业，做强药材", "康宁 同泰 福和药业"),
        ("建设药材、疫苗、种业等专业园区", "药材专业园区 疫苗专业园区 种业专业园区"),
        ("打造药材粉碎、成型设备核心部件加工平台", "药材粉碎、成型设备核心部件加工平台"),
        ("打造世界知名的药材生产基地", "世界知名的药材生产基地"),
        ("引进华康生物、德元医疗", "华康生物 德元医疗"),
        ("支持江南大学（方省）研究院、方省农科院建设", "江南大学(方省)研究院 方省农科院"),
        ("是国家重要的药材生产基地", ""),
        ("建设一批公共服务平台、创新中心", ""),
        ("推动江南大学总院三期、江北医院建成投用", "江南大学总院 江北医院"),
        ("甲山生物、乙水药业两家企业年产值均超过10亿元", "甲山生物 乙水药业"),
        ("依托江南能源化学与过程研究所建设", "江南能源化学与过程研究所"),
        ("支持甲山生物技术(集团)股份有限公司做大", "甲山生物技术(集团)股份有限公司"),
        ("鼓励建设药材研究中心", ""),
        ("合理布局药材种植基地", ""),
        ("推动各类产业园区集聚发展，鼓励高校院所合作", ""),
        ("推动江南发酵技术研究院增资扩容", "江南发酵技术研究院"),
        ("参照《甲山医院建设标准》建设", ""),
        ("国家级药材基地达到20个", ""),
        ("新布局药材育种场1个", "药材育种场"),
        ("实现每省有一个药材检测中心", ""),
        ("力争到2025年底建成甲山药材园", "甲山药材园"),
        ("甲县药材区(含甲山药材园)", "甲山药材园"),
        ("依托医药、疫苗、种业等省级开发区", ""),
        ("依托呼吸、重症等专科突出的高水平医院", ""),
        ("完善停车、供热等后勤保障设施", ""),
        ("建设细胞谱系、作物表型等重大科技基础设施", "细胞谱系设施 作物表型设施"),
        ("以国家药材种质长期库和中期库为重点", "国家药材种质长期库 国家药材种质中期库"),
        ("通过合作园区、离岸孵化器等方式合作", ""),
        ("建设抗体、疫苗等药物质量及安全性评价平台", "药物质量及安全性评价平台"),
        ("构建药材数字“博物馆”", "药材数字“博物馆”"),
        ("推动国家高技术产业基地发展", "国家高技术产业基地"),
        ("成立东湖药材基金", "东湖药材基金"),
        ("设立产业引导基金", ""),
        ("总投资5亿元的甲山药材物流项目", "甲山药材物流项目"),
        ("鼓励建设行业研究院", ""),
        ("依托京津冀、长三角等区域药材产业集群", ""),
        ("江南厂要引进甲山发酵基地", "甲山发酵基地"),
        ("建设甲山、乙水2个示范区", "甲山示范区 乙水示范区"),
        ("在甲山、乙水建设2个示范区", ""),
        ("打造东部、西部、南部三大片区", ""),
        ("以同泰安、康宁能源为龙头，建设甲山园区", "同泰安 康宁能源 甲山园区"),
        ("依托东湖实验室、宁达科技，建设甲山园区", "东湖实验室 宁达科技 甲山园区"),
        ("推动同泰、宁达、康宁三家企业建设", "同泰 宁达 康宁"),
        ("完善药材追溯平台、物流中心等公共设施", ""),
        ("甲山药材园被认定为国家药材基地", "甲山药材园"),
        ("新乡众和、甲山药业等企业", "新乡众和 甲山药业"),
        ("推动甲山园区、乙水园区2个园区创建省级农业产业园", "甲山园区 乙水园区"),
        ("设立药材产业发展基金", ""),
        ("推进甲山药材种植、乙水药材精加工等项目落地建设", "甲山药材种植 乙水药材精加工"),
        ("建设甲山药材园（二期）、年产5万吨乙水酵母等12个重点项目", "甲山药材园(二期) 年产5万吨乙水酵母"),
        ("由江城城市发展集团有限公司投资", "江城城市发展集团有限公司"),
        ("甲山园区获评国家药材产业园区、省级低碳药材园区", "甲山园区"),
        ("支持龙头企业建设药材研究中心", ""),
        ("形成跨领域、高强度的药材基地", "药材基地"),
        ("形成跨领域、高强度的创新基地", ""),
        ("由传统药材基地向种业基地转变", ""),
        ("国家级药材度假区实现零的突破", ""),
        ("推动甲水港、乙山药材园集装箱运输", "甲水港 乙山药材园"),
        ("依托江南大学（东校）、江北医院", "江南大学(东校) 江北医院"),
        ("支持甲集团乙园区、丙药业等建设检测设施", "甲集团乙园区 丙药业"),
        ("从事药材、疫苗等领域的企业", ""),
        ("依托石山药业、以岭药业", "石山药业 以岭药业"),
        ("加快甲山机场迁建工程建设", "甲山机场迁建工程"),
        ("支持甲山制药建设乙水药材提纯项目", "甲山制药 乙水药材提纯项目"),
        ("建强药材平台", "药材平台"),
        ("推进甲山药业扩建项目二期、乙水药业三期等项目建设", "甲山药业扩建项目二期 乙水药业三期"),
        ("支持江南大学药材学院培养人才", "江南大学药材学院"),
        ("对新建药材庄园，给予20%补助", ""),
        ("化工企业全部建成药材管理平台", ""),
        ("甲、乙等6个城市入选国家物流枢纽", ""),
        ("创建国家级生态农场1家", ""),
    ],
)
def test_names_of_places(text: str, names: str) -> None:
    assert " ".join(name for name, _, _ in named(squeeze(text))) == names


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("建设甲山医药产业园", "planned"),
        ("加快甲山医药产业园建设", "under-construction"),
        ("依托甲山医药产业园", "existing"),
        ("拥有甲山医药产业园", "existing"),
        ("已建成投用的甲山医药产业园", "existing"),
        ("建设甲山医药产业园(东城,2027年建成)", "planned"),
        ("在建甲山医药产业园", "under-construction"),
        ("续建甲山医药产业园", "under-construction"),
        ("扩建甲山医药产业园", "existing"),
        ("推动甲山医药产业园二期竣工投产", "under-construction"),
        ("甲山医药产业园(东城,续建)", "under-construction"),
        ("以甲山医药产业园为核心", "existing"),
        ("甲山医药产业园已投用", "existing"),
        ("甲山医药产业园主体封顶", "under-construction"),
        ("甲山医药产业园引进企业20家", "existing"),
        ("在甲山医药产业园建设生产线", "existing"),
        ("甲山医药产业园(拟开工)", "planned"),
        ("加快推进甲山医药产业园建设等", "under-construction"),
    ],
)
def test_the_verb_tells_the_state(text: str, status: str) -> None:
    assert named(text) == [("甲山医药产业园", "park", status)]


def test_a_place_beside_units_shares_nothing_with_them() -> None:
    found = [
        (each.name, each.status)
        for each in names_in("在甲市乙区、兰州新区新建丙山药材园", lambda word: word in ("甲市乙区", "兰州"))
    ]
    assert found == [("兰州新区", "existing"), ("丙山药材园", "planned")]


def test_a_fund_that_bears_the_name_of_a_unit_is_a_place() -> None:
    text = "设立20亿元甲山发展基金,设立乙水发展基金30亿元"
    found = [each.name for each in names_in(text, lambda word: word in ("甲山", "乙水"))]
    assert found == ["甲山发展基金", "乙水发展基金"]


def test_a_unit_that_does_something_is_no_part_of_a_name() -> None:
    units = ("甲江市", "乙江区", "建阳")
    found = [each.name for each in names_in("甲江市加快丙山药材园建设", lambda word: word in units)]
    assert found == ["丙山药材园"]
    found = [each.name for each in names_in("位于乙江区和丙山开发区", lambda word: word in units)]
    assert found == ["丙山开发区"]
    found = [each.name for each in names_in("依托建阳药材园", lambda word: word in units)]
    assert found == ["建阳药材园"]


def test_a_list_of_units_shares_its_class_word() -> None:
    found = [each.name for each in names_in("推动甲市、乙市自贸区内发展", lambda word: word in ("甲市", "乙市"))]
    assert found == ["甲市自贸区", "乙市自贸区"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("到2025年，产业规模达到4200亿元以上。", "产业规模 target ge stock 4200 - 亿元 2025"),
        ("力争到2025年新增3—5家龙头企业。", "龙头企业 target range new 3 5 家 2025"),
        ("研发投入占比不低于3.5%。", "研发投入占比 target ge stock 3.5 - % -"),
        ("产业总收入近1,200亿元。", "产业总收入 target approx stock 1200 - 亿元 -"),
        ("建设5个药材基地。", "药材基地 target eq new 5 - 个 -"),
        ("营业收入突破500亿的企业。", "营业收入 target gt stock 500 - 亿元 -"),
        ("“十四五”末产值年均增长8%左右。", "产值年均增长 target approx stock 8 - % 2025"),
        ("审评通过674件新药申请。", "新药申请 target eq stock 674 - 件 -"),
        ("繁育苗木1350万余株。", "繁育苗木 target gt stock 1350 - 万株 -"),
        ("为企业服务超过300家次/年。", "为企业服务 target gt stock 300 - 家次/年 -"),
        ("截至2023年底，药材面积38万亩。", "药材面积 baseline eq stock 38 - 万亩 2023"),
        ("去年，产值60亿元。", "产值 baseline eq stock 60 - 亿元 -"),
        ("吸引了35个国家的客商。", "国家的客商 baseline eq stock 35 - 个 -"),
        ("药材产量居全国前五。", "药材产量 baseline le stock 5 - 位 -"),
        ("研发投入强度不足2%。", "研发投入强度 target lt stock 2 - % -"),
        ("研发投入超过营收的15%。", "研发投入 target gt stock 15 - % -"),
        ("提供3000亩用地。", "用地 target eq stock 3000 - 亩 -"),
        ("安排20亿元设立药材基金。", "药材基金 target eq stock 20 - 亿元 -"),
        ("药材产值翻一番，突破100亿元大关。", "药材产值 target gt stock 100 - 亿元 -"),
        ("满足全国80%以上的用种需求。", "满足全国用种需求 target ge stock 80 - % -"),
        ("按床位的2%设置观察床。", "观察床 target eq stock 2 - % -"),
        ("培育5家在国内具有竞争力的药材企业。", "药材企业 target eq new 5 - 家 -"),
        ("新获批国家级平台3个。", "国家级平台 target eq new 3 - 个 -"),
        ("突破10项关键技术。", "关键技术 target eq new 10 - 项 -"),
        ("企业增加到120家。", "企业 target eq stock 120 - 家 -"),
        ("近期（2026—2030年）：产值达到260亿元。", "产值 target eq stock 260 - 亿元 2030"),
        ("实施良种、良田、良机3项工程。", "工程 target eq new 3 - 项 -"),
        ("实施良种提升、良田建设2项工程。", "工程 target eq new 2 - 项 -"),
        ("完善全市12个开发区。", "开发区 baseline eq stock 12 - 个 -"),
        ("用三年时间，产值达到90亿元。", "产值 target eq stock 90 - 亿元 2025"),
        ("市场占有率只有3%。", "市场占有率 baseline eq stock 3 - % -"),
        ("至少组织10次检查。", "检查 target ge stock 10 - 次 -"),
        ("药材产值较2020年翻两番。", "药材产值 target eq stock 4 - 倍 -"),
        ("药材出口到2025年翻一番以上。", "药材出口 target ge stock 2 - 倍 2025"),
        ("净增龙头企业5家。", "龙头企业 target eq new 5 - 家 -"),
        ("药材面积控制在26万亩左右。", "药材面积 target approx stock 26 - 万亩 -"),
        ("贸易额稳居全区第三位。", "贸易额 target rank stock 3 - 位 -"),
        ("引进10亿元以上项目15个。", "10亿元以上项目 target eq new 15 - 个 -"),
        ("中欧班列达到200列左右。", "中欧班列 target approx stock 200 - 列 -"),
        ("现代药材企业达到20家。", "现代药材企业 target eq stock 20 - 家 -"),
        ("一般公共预算收入达到20亿元。", "一般公共预算收入 target eq stock 20 - 亿元 -"),
        ("药材产值占全省经济总量的27%。", "药材产值占全省经济总量比重 target eq stock 27 - % -"),
        ("新建和改造提升药材田54万亩。", "药材田 target eq new 54 - 万亩 -"),
        ("新认证药材产品10个。", "新认证药材产品 target eq new 10 - 个 -"),
        ("吸引超百家药材企业。", "药材企业 target gt stock 100 - 家 -"),
        ("补助不超过流片费用的50%。", "补助 target le stock 50 - % -"),
        ("建成万吨级药材码头。", "药材码头规模 target magnitude stock 1 - 万吨 -"),
        ("无人机飞行达到160万小时。", "无人机飞行 target eq stock 160 - 万小时 -"),
        ("产业规模居全国城市第二位。", "产业规模 target rank stock 2 - 位 -"),
        ("建成5条药材生产线，到2023年底投产。", "药材生产线 target eq new 5 - 条 2023"),
        ("服务半径缩短到2公里以内。", "服务半径 target le stock 2 - 公里 -"),
        ("设立20亿元的药材产业基金。", "药材产业基金 target eq new 20 - 亿元 -"),
        ("到2025年，在研1类新药达到80个。", "在研1类新药 target eq stock 80 - 个 2025"),
        ("与甲大学、乙大学、丙大学共建药材研究院3家。", "药材研究院 target eq new 3 - 家 -"),
        ("单个项目最高资助50万元。", "项目 target le stock 50 - 万元 -"),
    ],
)
def test_numbers_in_their_context(text: str, wanted: str) -> None:
    row = number(text)
    names = ("indicator", "kind", "operator", "mode", "low", "high", "measure", "year")
    assert " ".join(row.get(name, "-") for name in names) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "装备、食品、药材三大集群产值分别达到90亿元、60亿元、30亿元。",
            "装备产值 90|食品产值 60|药材三大集群产值 30",
        ),
        ("营业收入、利税分别增长8%、10%。", "营业收入增长 8|利税增长 10"),
        ("普及率和处理率分别提高到60%和75%。", "普及率 60|处理率 75"),
        ("药材、食品产业分别实现总产值6亿元、8亿元。", "药材总产值 6|食品产业总产值 8"),
        ("培育年收入过亿元的企业8家、过5亿元企业2家。", "年收入 1|年收入过亿元的企业 8|企业 5|过5亿元企业 2"),
    ],
)
def test_numbers_told_one_by_one_have_indicators_of_their_own(text: str, wanted: str) -> None:
    found = rows(drafted(f"二、目标\n{text}\n"), "targets")
    assert "|".join(f"{row['indicator']} {row['low']}" for row in found) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("东北县药材面积控制在5万亩以内，亩均产值提高到2万元。", "unit:990201 unit:990201"),
        ("在东湖园区、西湖园区推广，绿电占比分别达到50%、40%。", "park:dong-hu-yuan-qu park:xi-hu-yuan-qu"),
        ("建设东湖基地，年处理药材2万吨，产值不少于8亿元。", "park:dong-hu-ji-di park:dong-hu-ji-di"),
        ("建设东湖药材园、西湖药库，到2025年园区产值达到9亿元。", "park:dong-hu-yao-cai-yuan"),
        ("推进东湖药材园、西湖药材园2家园区协同发展。", ""),
        ("东湖药材园、西湖药材园两大园区产量占全省的60%。", "plan:tiny"),
        ("东湖药材园位于西湖开发区，规划面积5平方公里。", "park:dong-hu-yao-cai-yuan"),
        ("建设东湖药材园。规划面积5平方公里，总投资9亿元。", "park:dong-hu-yao-cai-yuan park:dong-hu-yao-cai-yuan"),
        ("建设东湖药材园，占地500亩，到2025年集聚企业50家。", "park:dong-hu-yao-cai-yuan park:dong-hu-yao-cai-yuan"),
        ("支持东湖药业集团做大，力争2025年资产达到300亿元。", "park:dong-hu-yao-ye-ji-tuan"),
        ("推动东湖药业集团营业收入突破500亿元。", "park:dong-hu-yao-ye-ji-tuan"),
        ("建设东湖药材园，全省面积稳定在30万亩，年生产能力20万吨。", "plan:tiny plan:tiny"),
        ("西北县建设东湖药材园；东北县建设西湖药材园，2025年产值达到9亿元。", "unit:990201"),
    ],
)
def test_numbers_of_units_and_of_places_side_by_side(text: str, wanted: str) -> None:
    found = rows(drafted(f"二、目标\n{text}\n"), "targets")
    assert " ".join(f"{row['scope']}:{row['scope_id']}" for row in found) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("到“十四五”末，面积5万亩。产值9亿元。", "2025 2025"),
        ("经过四年努力，到2025年面积5万亩。产值9亿元。", "2025 2025"),
        ("力争到2025年，面积5万亩；产值9亿元。", "2025力争 2025力争"),
        ("力争通过三年努力，面积5万亩，产值9亿元。", "2025力争 2025力争"),
        ("争取临床批件10件。", ""),
    ],
)
def test_years_and_hedges_go_on_over_sentences_of_aims(text: str, wanted: str) -> None:
    found = rows(drafted(f"二、目标\n{text}\n"), "targets")
    assert " ".join(row.get("year", "") + row.get("hedge", "") for row in found) == wanted


def test_rewards_and_policies_without_a_period() -> None:
    draft = drafted("二、目标\n到2025年，企业20家。对新药，给予最高3000万元奖励。\n")
    assert [row.get("year") for row in rows(draft, "targets")] == ["2025", None]
    plan = plain_plan()
    paper = replace(plan.sources[0], title="方省药材措施", date="", number="方政〔2023〕5号")
    header = replace(plan.header, period=())
    draft = draft_plan(
        replace(plan, header=header, sources=(paper,)), "方省药材措施\n一、内容\n药材园2026年产值达到90亿元。\n"
    )
    assert [row["kind"] for row in rows(draft, "targets")] == ["target"]


def test_a_year_within_what_has_been_reached_goes_on_and_what_is_mended_is_to_come() -> None:
    draft = drafted("一、发展基础\n方省是药材大省，2019年产值9亿元。拥有企业5家。\n")
    assert [row.get("year") for row in rows(draft, "targets")] == ["2019", "2019"]
    assert number("加快建设各类药材种植示范基地20个。", "二、补齐药材短板")["kind"] == "target"


def test_what_others_have_grown_from_is_a_baseline_of_its_own_year() -> None:
    draft = drafted("二、目标\n到2025年，产值由2020年的30亿元提高到50亿元。\n")
    assert [(row["kind"], row["low"], row["year"]) for row in rows(draft, "targets")] == [
        ("baseline", "30", "2020"),
        ("target", "50", "2025"),
    ]


def test_years_told_one_by_one_and_years_of_the_aims_of_a_clause() -> None:
    draft = drafted(
        "二、目标\n到2030年，建成强省。\n——规模。2026年、2027年产值分别达到6亿元、8亿元。\n——创新。药材企业20家。\n"
    )
    assert [(row["low"], row["year"]) for row in rows(draft, "targets")] == [
        ("6", "2026"),
        ("8", "2027"),
        ("20", "2030"),
    ]


def test_words_that_bind_two_amounts_and_hedges_set_off_by_a_comma() -> None:
    draft = drafted("二、目标\n原则上，对产值超过5亿元、10亿元的企业，奖励不低于2万元。\n")
    told = [(row["operator"], row["low"], row["hedge"]) for row in rows(draft, "targets")]
    assert told == [("gt", "5", "原则上"), ("gt", "10", "原则上"), ("ge", "2", "原则上")]


def test_a_bulletin_tells_of_what_there_is_in_the_year_of_its_title() -> None:
    plan = plain_plan()
    paper = replace(plan.sources[0], title="方省2015年统计公报")
    text = "方省2015年统计公报\n一、综合\n药材产值60亿元，比上年增长5%。力争到2035年达到90亿元。\n"
    draft = draft_plan(replace(plan, sources=(paper,)), text)
    told = [(row["kind"], row["low"], row["year"]) for row in rows(draft, "targets")]
    assert told == [("baseline", "60", "2015"), ("baseline", "5", "2015"), ("target", "90", "2035")]


def test_numbers_of_what_there_is_are_baselines() -> None:
    draft = drafted("一、发展基础\n拥有203家药品生产企业，药材产量居全国第二位。\n")
    found = [(row["kind"], row["operator"], row["low"], row["measure"]) for row in rows(draft, "targets")]
    assert found == [("baseline", "eq", "203", "家"), ("baseline", "rank", "2", "位")]


def test_a_magnitude_of_several_industries_is_a_number_each() -> None:
    draft = drafted("二、目标\n到2025年，推动生物医药、生物农业产业迈上千亿级台阶。\n")
    found = [(row["scope"], row["scope_id"], row["year"]) for row in rows(draft, "targets")]
    assert found == [("industry", "med", "2025"), ("industry", "agri", "2025")]


def test_a_number_of_a_zone_and_of_a_unit() -> None:
    text = "三、布局\n构建“一核一带”格局。\n一核：方城核心区。方城核心区到2025年产值达到90亿元。\n一带：林海产业带。\n"
    assert [row["scope_id"] for row in rows(drafted(text), "targets")] == ["core-1"]
    assert number("推动西南县发展，产值达到30亿元。")["scope_id"] == "990102"


def test_numbers_of_a_table_whose_columns_are_years() -> None:
    table = "序号\t指标\t单位\t2020年（现状）\t2025年\n1\t药材产值\t亿元\t320\t≥800\n2\t企业（家）\t\t12\t30左右\n"
    told = [
        " ".join(row.get(name, "-") for name in ("indicator", "kind", "operator", "low", "measure", "year"))
        for row in rows(drafted(f"二、目标\n表1 主要指标\n{table}三、布局\n"), "targets")
    ]
    assert told == [
        "药材产值 baseline eq 320 亿元 2020",
        "药材产值 target ge 800 亿元 2025",
        "企业 baseline eq 12 家 2020",
        "企业 target approx 30 家 2025",
    ]


def test_a_table_that_a_page_has_printed_with_single_spaces() -> None:
    table = "类别 指标 单位 2020年 2025年\n规模 药材产量 万吨 86 [120]\n规模 产业产值 亿元 1046 —\n"
    told = [
        " ".join(row.get(name, "-") for name in ("indicator", "kind", "low", "measure", "year"))
        for row in rows(drafted(f"二、目标\n表1 主要指标\n{table}三、布局\n"), "targets")
    ]
    assert told == [
        "药材产量 baseline 86 万吨 2020",
        "药材产量 target 120 万吨 2025",
        "产业产值 baseline 1046 亿元 2020",
    ]


PROJECTS = """附件
重点建设项目清单
序号\t项目名称\t建设地点\t建设性质\t总投资（亿元）
1\t甲山医药产业园二期\t西南县\t续建\t12.5
2\t年产5万吨氨基酸生产线\t西市西北县\t新建\t3
3\t合计\t\t\t15.5
"""


def test_a_list_of_projects_gives_places_with_unit_state_and_investment() -> None:
    draft = drafted(f"二、任务\n建设甲山医药产业园。\n{PROJECTS}")
    parks = {row["name"]: row for row in rows(draft, "parks")}
    told = {name: (row["kind"], row.get("adcode"), row["status"]) for name, row in parks.items()}
    assert told == {
        "甲山医药产业园": ("park", "990102", "under-construction"),
        "年产5万吨氨基酸生产线": ("project", "990101", "planned"),
    }
    sums = {row["scope_id"]: (row["indicator"], row["low"], row["measure"]) for row in rows(draft, "targets")}
    assert sums[parks["甲山医药产业园"]["park_id"]] == ("总投资", "12.5", "亿元")


def test_a_list_with_empty_cells_and_what_is_invested_in_a_year() -> None:
    table = (
        "序号\t项目\t所在市\t总投资（万元）\t2026年计划投资（万元）\t进展\n"
        "1\t甲山药材园\t西市\t3200\t800\t在建\n2\t乙水药材园\t东市\t2300\t\t建成\n"
    )
    draft = drafted(f"二、清单\n{table}")
    assert [(row["name"], row["status"]) for row in rows(draft, "parks")] == [
        ("甲山药材园", "under-construction"),
        ("乙水药材园", "existing"),
    ]
    told = [(row["low"], row.get("year")) for row in rows(draft, "targets")]
    assert told == [("3200", None), ("800", "2026"), ("2300", None)]


def test_other_columns_of_a_list_and_several_names_in_a_cell() -> None:
    table = (
        "园区名称\t所在地\t规划面积（平方公里）\t2025年营业收入目标（亿元）\n甲山药材园\t西市\t59.4\t26\n"
        "乙水药材园、丙原药材园\t东市\t13.7\t4\n"
    )
    draft = drafted(f"二、园区\n{table}")
    told = [(row["indicator"], row["scope"], row["low"], row.get("year")) for row in rows(draft, "targets")]
    assert told == [
        ("规划面积", "park", "59.4", None),
        ("营业收入", "park", "26", "2025"),
        ("规划面积", "plan", "13.7", None),
        ("营业收入", "plan", "4", "2025"),
    ]
    assert [row["name"] for row in rows(draft, "parks")] == ["甲山药材园", "乙水药材园", "丙原药材园"]


@pytest.mark.parametrize("text", ["到2025年", "第3章", "3.5G网络", "发改〔2021〕18号", "世界500强企业", "1月2日"])
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert rows(drafted(f"二、目标\n{text}。\n"), "targets") == []


def test_what_the_title_names_is_no_place_and_amounts_share_what_follows_them() -> None:
    draft = draft_plan(plain_plan(), "方省生物经济规划\n一、目标\n给予50万元、100万元奖励。\n")
    assert [row["indicator"] for row in rows(draft, "targets")] == ["奖励", "奖励"]
    title = "方省甲山医药产业园规划\n一、目标\n到2030年，产值达到9亿元。\n"
    paper = replace(plain_plan().sources[0], title="方省甲山医药产业园规划")
    draft = draft_plan(replace(plain_plan(), sources=(paper,)), title)
    assert rows(draft, "parks") == []
    body = title.replace("一、目标", "各县：\n甲山医药产业园规划已同意。\n一、目标\n建设甲山医药产业园。")
    assert rows(draft_plan(replace(plain_plan(), sources=(paper,)), body), "parks") == []


def test_every_anchor_stands_once_in_its_clause() -> None:
    text = HEAD + LAYOUT + "五、平台\n建设甲山园。建设甲山园。到2025年产值达到10亿元，收入达到10亿元。\n"
    draft = draft_plan(plain_plan(), text)
    document = read_document(text)
    for table in ("zones", "parks", "targets", "citations"):
        for row in rows(draft, table):
            clauses = [clause for clause in document.clauses if clause.locator == row["locator"]]
            places = document.find(row["anchor"])
            assert len(row["anchor"]) <= LONGEST_ANCHOR
            assert sum(any(clause.start <= at < clause.end for clause in clauses) for at in places) == 1, row


def test_a_sentence_that_lines_break_is_one() -> None:
    (first,) = rows(drafted("五、平台\n建设甲山疫苗\n中试平台。\n"), "parks")
    assert first["name"] == "甲山疫苗中试平台"


def test_what_the_plan_has_is_not_proposed_again() -> None:
    plan = read_plan("tiny", TINY)
    park, target = plan.park_rows[0], plan.target_rows[0]
    text = f"{HEAD}{target.locator}、目标\n建设{park.name}。\n"
    assert park.name not in [row["name"] for row in rows(draft_plan(plan, text), "parks")]
    assert [row["zone"] for row in rows(draft_plan(plan, HEAD + LAYOUT), "zones")] == ["area-1", "area-2"]


def test_a_text_of_two_plans_is_refused() -> None:
    one, two = (
        "甲省医药产业规划\n一、目标\n文。\n二、布局\n文。\n",
        "乙市种业行动计划\n一、目标\n文。\n二、布局\n文。\n",
    )
    with pytest.raises(ReadError, match=r"both.txt:6: holds two plans, 甲省医药产业规划 and 乙市种业行动计划"):
        draft_plan(replace(plain_plan(), sources=plain_plan().sources[:1]), one + two, shown="both.txt")


def test_the_second_plan_of_a_text_is_seen_before_its_issuer_and_day() -> None:
    head = "{}规划\n某编写组\n2026年3月1日\n一、目标\n文。\n二、布局\n文。\n"
    with pytest.raises(ReadError, match=r"both.txt:8: holds two plans, 甲省医药规划 and 乙市种业规划"):
        refuse_two(read_passages(read_document(head.format("甲省医药") + head.format("乙市种业"))), "both.txt")


def test_the_text_of_another_document_is_refused() -> None:
    with pytest.raises(PlanError, match="its opening words"):
        draft_plan(plain_plan(), "乙省规划\n一、目标\n")


def test_what_a_document_says_of_itself() -> None:
    text = (
        "甲市人民政府关于印发甲市药材产业规划的通知\n甲政〔2026〕7号\n2026年1月9日\n甲市药材产业规划\n一、目标\n文。\n"
    )
    paper = paper_of(read_passages(read_document(text)))
    assert (paper.title, paper.number, paper.issuer) == ("甲市药材产业规划", "甲政〔2026〕7号", "甲市人民政府")
    assert str(paper.issued) == "2026-01-09"


def test_an_issuer_and_the_years_of_a_title_may_have_lines_of_their_own() -> None:
    text = "甲省药材产业规划\n（2026—2030年）\n甲省人民政府办公厅\n2026年3月1日\n一、目标\n文。\n"
    paper = paper_of(read_passages(read_document(text)))
    assert (paper.title, paper.issuer) == ("甲省药材产业规划（2026—2030年）", "甲省人民政府办公厅")


def test_the_command_writes_a_workbook_and_changes_nothing(tiny_root: Path, tmp_path: Path, runner: CliRunner) -> None:
    text = tmp_path / "tiny.txt"
    text.write_text(HEAD + LAYOUT, encoding="gb18030")
    before = {path: path.read_bytes() for path in sorted(tiny_root.rglob("*")) if path.is_file()}
    out = tmp_path / "draft.xlsx"
    result = runner.invoke(cli, ["--root", str(tiny_root), "draft", "tiny", "--text", str(text), "-o", str(out)])
    assert result.exit_code == 0, result.output
    sheet = openpyxl.load_workbook(out)["地点"]
    assert "南原药谷" in {cell.value for row in sheet for cell in row}
    assert {path: path.read_bytes() for path in sorted(tiny_root.rglob("*")) if path.is_file()} == before


def test_the_proposal_for_machines(tiny_root: Path, tmp_path: Path, runner: CliRunner) -> None:
    text = tmp_path / "tiny.txt"
    text.write_text(HEAD + LAYOUT, encoding="utf-8")
    result = runner.invoke(cli, ["--root", str(tiny_root), "--json", "-q", "draft", "tiny", "--text", str(text)])
    told = json.loads(result.output)
    assert told["layout"]["slogan"] == "一极、两区、一带"
    assert told["parks"][0]["row"]["anchor"] in squeeze(HEAD + LAYOUT)
    assert told["parks"][0]["sentence"] not in json.dumps(told["parks"][0]["row"], ensure_ascii=False)


def test_the_score_counts_what_is_found_and_what_is_right() -> None:
    plan = read_plan("tiny", TINY)
    park = plan.park_rows[0]
    text = f"{HEAD}{park.locator}、布局\n建设{park.name}。建设丙原疫苗中试平台。\n"
    places = score(plan, "plan", text)["places"]
    assert (places.found, places.right, places.proposed) == (1, 1, 2)
    assert places.wanted == sum(row.source == "plan" for row in plan.park_rows)
    assert any("丙原疫苗中试平台" in each for each in places.extra)


def test_quantities_bind_by_the_words_around_them() -> None:
    found = [(each.low, each.operator) for each in quantities_in("不超过8家,至少5个,约30%,逾90亿元,40余家,三个以上")]
    assert found == [(8, "le"), (5, "ge"), (30, "approx"), (90, "gt"), (40, "gt"), (3, "ge")]


def test_a_draft_ticked_and_applied_stands_the_audit_and_proposes_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runner: CliRunner
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        "武汉市药材产业规划（2026—2030年）\n一、目标\n到2030年，药材产业产值达到800亿元，年均增长8%左右。\n二、布局\n"
        "构建“一核、两带、多园”的格局。\n（一）“一核”——打造东湖核心区。以洪山区、江夏区为重点，建设东湖药材产业园。\n"
        "（二）“两带”——建设江南药材带、江北药材带。\n（三）“多园”：甲山药材园、乙水药材园等特色园区。\n"
    )
    Path("plan.txt").write_text(text, encoding="utf-8")
    assert runner.invoke(cli, ["new", "herbs", "--from", "plan.txt"]).exit_code == 0
    applied = runner.invoke(cli, ["workbook", "--apply", accepted("herbs.draft.xlsx")])
    assert applied.exit_code == 0, applied.output
    plan = read_plan("herbs")
    assert [zone.name for zone in plan.zones_in_order()] == [
        "东湖核心区",
        "江南药材带",
        "江北药材带",
        "甲山药材园",
        "乙水药材园",
    ]
    assert audit_plan(plan, {"plan": ("plan.txt", text)}).problems == ()
    assert all(not each for each in draft_plan(plan, text).rows.values())


def accepted(path: str) -> str:
    """Put a tick before all rows that a draft's workbook proposes, and return the name of the file."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        for line in range(2, sheet.max_row + 1) if heads[0] == "采纳" else ():
            if sheet.cell(line, heads.index("原文") + 1).value:
                sheet.cell(line, 1).value = "√"
    book.save(f"ticked-{path}")
    return f"ticked-{path}"


def test_a_plan_without_a_slogan_takes_groups_and_header_from_its_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runner: CliRunner
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.txt").write_text(
        "武汉市人民政府办公厅关于印发武汉市药材产业规划（2026—2030年）的通知\n武政办〔2026〕9号\n一、目标\n"
        "到2030年，药材产业产值达到800亿元。\n二、布局\n重点打造三大片区。\n（一）江南药材片区。包括武昌区、洪山区。\n"
        "（二）江北药材片区。包括江岸区、黄陂区。\n（三）汉阳药材片区。包括汉阳区、蔡甸区。\n",
        encoding="utf-8",
    )
    begun = runner.invoke(cli, ["new", "herbs", "--from", "plan.txt"])
    assert begun.exit_code == 0, begun.output
    assert "accept those of the sheet of groups" in begun.output
    toml = Path("data/herbs/plan.toml")
    toml.write_text(re.sub('(number|issuer) = ".+"', '\\1 = ""', toml.read_text(encoding="utf-8")), encoding="utf-8")
    assert runner.invoke(cli, ["draft", "herbs", "--text", "plan.txt"]).exit_code == 0
    applied = runner.invoke(cli, ["workbook", "--apply", accepted("herbs.draft.xlsx")])
    assert applied.exit_code == 0, applied.output
    plan = read_plan("herbs")
    assert (plan.header.number, plan.header.issuer) == ("武政办〔2026〕9号", "武汉市人民政府办公厅")
    assert [(group.name, group.form) for group in plan.groups] == [("三大片区", "area")]
    assert [(zone.name, len(zone.members)) for zone in plan.zones_in_order()] == [
        ("江南药材片区", 2),
        ("江北药材片区", 2),
        ("汉阳药材片区", 2),
    ]


ZONED = """三、布局
构建“一核、两翼”的发展格局。
(一)“一核”——方城核心区。
(二)“两翼”——发展两翼。一是北原药材翼。以西北县为重点，建设北原药材园，到2030年产业规模达到90亿元。二是南原种业翼。
以西南县为重点，到2030年产业规模达到70亿元。
"""


def test_units_of_zones_that_one_sentence_describes_or_a_dash_joins() -> None:
    head = "四、布局\n构建“一核两带”空间布局。\n一核：方城种业核心区。\n"
    text = f"{head}两带：以西北县、东北县等为主的北原药材带和以西南县为主的南原药材带。\n"
    found = [row.get("members") for row in rows(drafted(text), "zones")]
    assert found[1:] == ["990101;990201", "990102"]
    joined = "四、布局\n构建“一核一带”空间布局。\n一核：方城种业核心区。\n一带：西北县—西南县药材带。\n"
    assert rows(drafted(joined), "zones")[1]["members"] == "990101;990102"


def test_numbers_of_a_part_without_zones_are_of_its_group_and_of_zones_one_by_one() -> None:
    text = "四、布局\n构建“一核、百园”空间布局。\n一核：方城种业核心区。\n百园：认定药材示范园100个。\n"
    (row,) = rows(drafted(text), "targets")
    assert (row["scope"], row["low"]) == ("group", "100")
    text = "四、布局\n构建“两带”布局。\n两带：北原药材带、南原药材带，面积分别达到20万亩和10万亩。\n"
    told = [(row["scope"], row["scope_id"], row["low"]) for row in rows(drafted(text), "targets")]
    assert told == [("zone", "belt-1", "20"), ("zone", "belt-2", "10")]


def test_numbers_in_the_paragraph_of_a_zone_are_its_own() -> None:
    found = [(row["scope"], row["scope_id"], row["low"]) for row in rows(drafted(ZONED), "targets")]
    assert found == [("zone", "wing-1", "90"), ("zone", "wing-2", "70")]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("西北县、东南县产值均达到20亿元以上。", "unit 990101, unit 990202"),
        ("生物医药、生物农业产业规模分别达到40亿元、12亿元。", "industry med, industry agri"),
        (
            "甲山医药产业园：规划面积6平方公里，产值30亿元。",
            "park jia-shan-yi-yao-chan-ye-yuan, park jia-shan-yi-yao-chan-ye-yuan",
        ),
        ("到2030年，产值达到90亿元，其中生物医药60亿元、生物农业30亿元。", "plan tiny, industry med, industry agri"),
        ("建设甲山医药产业园，总投资50亿元。", "park jia-shan-yi-yao-chan-ye-yuan"),
        ("全省药材种植面积达到500万亩。", "plan tiny"),
        ("建设占地50亩的甲山医药产业园。", "park jia-shan-yi-yao-chan-ye-yuan"),
        ("加快甲山医药产业园（总投资50亿元）建设。", "park jia-shan-yi-yao-chan-ye-yuan"),
        ("甲山医药产业园进展顺利，解决就业3000人。", "park jia-shan-yi-yao-chan-ye-yuan"),
        ("建设甲山医药产业园项目。该项目规划用地50亩。", "park jia-shan-yi-yao-chan-ye-yuan"),
        ("到2030年，产值达到90亿元，其中西市超过50亿元。", "plan tiny, unit 990100"),
        ("实施生物医药、生物农业2项工程。", "plan tiny"),
        ("建设甲山医药产业园。园区已入驻企业20家。", "park jia-shan-yi-yao-chan-ye-yuan"),
        ("依托甲山医药产业园，园区建成后，全省药材产值达到50亿元。", "plan tiny"),
        ("在甲山医药产业园开展检测，交易额达到5亿元。", "plan tiny"),
    ],
)
def test_what_a_number_speaks_of(text: str, scopes: str) -> None:
    found = rows(drafted(f"二、目标\n{text}\n"), "targets")
    assert ", ".join(f"{row['scope']} {row['scope_id']}" for row in found) == scopes


def test_lines_of_questions_make_a_press_conference() -> None:
    text = "某报记者：基础如何？\n负责人：产值60亿元。\n某社记者：目标呢？\n负责人：我们提出，产值要达到90亿元。\n"
    told = [(row["locator"], row["kind"], row["low"]) for row in rows(drafted(text), "targets")]
    assert told == [("答1", "baseline", "60"), ("答2", "target", "90")]


def test_an_answer_tells_its_industry_by_how_it_begins() -> None:
    text = "答记者问\n某报记者：基础如何？\n负责人：生物医药方面，企业已达90家，产值60亿元。生物农业方面，企业20家。\n"
    assert [row["scope_id"] for row in rows(drafted(text), "targets")] == ["med", "med", "agri"]


def test_a_number_beside_the_slogan_is_read() -> None:
    text = "二、目标\n到2030年，新建基地20个，形成“一核、两带”的发展格局。\n"
    assert [(row["low"], row["mode"]) for row in rows(drafted(text), "targets")] == [("20", "new")]


UNCOUNTED = {
    "items": "(一)打造北原药材区。以西北县、东北县为重点。\n(二)建设南原种业带。包括西南县和东南县。\n",
    "subjects": "北原药材区：主要依托西北县、东北县，发展药材。\n南原种业带：主要依托西南县、东南县，发展种业。\n",
    "described": "形成以西北县、东北县为重点的北原药材区和以西南县、东南县为支撑的南原种业带。\n",
    "taken": "构建以西北县和东北县为北原药材区、以西南县和东南县为南原种业带的产业布局。\n",
    "listed": "划分为两大功能区：北原药材区、南原种业带。\n北原药材区涵盖西北县、东北县。\n"
    "南原种业带分布在西南县、东南县南部。\n",
    "labels": "“一区”：北原药材区。以西北县、东北县为重点。\n“一带”：南原种业带。以西南县、东南县为重点。\n",
    "table": "专栏1 功能分区\n功能区名称\t涉及范围\t重点\n北原药材区\t西北县、东北县\t药材\n"
    "南原种业带\t西南县、东南县\t种业\n",
}


UNCOUNTED |= {
    "clauses": "布局北原、南原两大产区，其中，北原药材区以西北县、东北县为重点，南原种业带以西南县、东南县为重点。\n",
    "in units": "在西北县、东北县打造北原药材区，在西南县、东南县打造南原种业带。\n",
}


@pytest.mark.parametrize("form", UNCOUNTED)
def test_zones_of_a_text_without_a_slogan(form: str) -> None:
    draft = drafted(f"三、空间布局\n{UNCOUNTED[form]}四、保障\n完善西南县政策。\n")
    assert draft.slogan == ""
    assert [(row["name"], row["members"]) for row in rows(draft, "zones")] == [
        ("北原药材区", "990101;990201"),
        ("南原种业带", "990102;990202"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "(一)方城高新区。发展药材。\n(二)西北县。发展种业。\n(三)林海经开区。发展食品。\n",
            "方城高新区 西北县 林海经开区",
        ),
        ("(一)“药谷”核心区。以西市为主。\n(二)林海拓展区。以东市为主。\n", "“药谷”核心区 林海拓展区"),
        ("(一)西北药材基地。以西北县为主。\n(二)东北种业基地。以东北县为主。\n", "西北药材基地 东北种业基地"),
        ("(一)智能家电集群。产值5亿元。\n(二)精品药材集群。产值6亿元。\n", ""),
        ("(一)三江沿岸种业板块。以西市为主。\n(二)林海药材板块。以东市为主。\n", "三江沿岸种业板块 林海药材板块"),
        ("重点在两大园区：方城高新区（含药谷）、林海新城（甲片区）。其中，方城高新区发展药材。\n", ""),
        ("重点布局在两大园区：方城高新区（含药谷）、林海新城（甲片区）。\n", "方城高新区 林海新城"),
        (
            "(一)建设一个核心区。建设方城核心区。\n(二)打造两个拓展区。建设北原拓展区和南原拓展区。\n",
            "方城核心区 北原拓展区 南原拓展区",
        ),
    ],
)
def test_items_of_a_layout_that_are_zones(text: str, names: str) -> None:
    draft = drafted(f"三、产业空间布局\n{text}四、保障\n完善西南县政策。\n")
    assert " ".join(row["name"] for row in rows(draft, "zones")) == names


def test_zones_within_the_items_of_another_division_are_of_one_layout() -> None:
    text = (
        "四、产业布局\n(一)药材。建设西北主产区和东南主产区。西北主产区包括西北县。东南主产区包括东南县。\n"
        "(二)种业。建设东北主产区和西南主产区。东北主产区包括东北县。西南主产区包括西南县。\n五、保障\n"
    )
    found = [(row["name"], row["members"]) for row in rows(drafted(text), "zones")]
    assert found == [
        ("西北主产区", "990101"),
        ("东南主产区", "990202"),
        ("东北主产区", "990201"),
        ("西南主产区", "990102"),
    ]


def test_a_slogan_whose_last_part_counts_nothing() -> None:
    text = "一、思路\n着力构建双核联动、多点支撑、成片发展的药材经济发展格局。\n二、布局\n(一)双核联动\n"
    draft = drafted(
        f"{text}1.西市。药材。\n2.东市。种业。\n(二)多点支撑。支持西北县、东北县等县发展。\n(三)成片发展。加强合作。\n"
    )
    found = [(row["name"], row["members"]) for row in rows(draft, "zones")]
    assert draft.slogan == "双核联动、多点支撑"
    assert found == [("西市", "990100"), ("东市", "990200"), ("多点支撑", "990101;990201")]


@pytest.mark.parametrize(
    "text",
    [
        "二、战略定位\n——全国药材示范区。\n——国际种业引领区。\n",
        "三、任务\n(一)提升药材园区。\n(二)扩大种业区域。\n",
        "三、布局\n建设药材示范区，完善政策。\n",
    ],
)
def test_aims_and_single_areas_are_no_zones(text: str) -> None:
    assert not rows(drafted(text), "zones")


def test_a_unit_that_builds_a_zone_is_its_member() -> None:
    text = "四、布局\n构建“一核、多极”格局。\n“多极”：西南县建设药材产业极，发展药材；西北县建设种业产业极。\n"
    found = [(row["name"], row.get("members")) for row in rows(drafted(text), "zones")]
    assert found[-2:] == [("药材产业极", "990102"), ("种业产业极", "990101")]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("（含西北县、东北县）。发展药材。", "990101;990201"),
        ("。沿方江高速，重点布局在西北县、东北县两县，发展药材。", "990101;990201"),
        ("。西起西北县，经西南县，东至东北县，发展药材。", "990101;990102;990201"),
        ("。从西北县经西南县至东北县，发展药材。", "990101;990102;990201"),
        ("。贯通西北县、东北县，发展药材。", "990101;990201"),
        ("。由西北县、东北县共建，发展药材。", "990101;990201"),
        ("。包括西北县、东北县沿方水各镇。", "990101;990201"),
        ("。主要涉及西市的西北县和东市的东北县。", "990101;990201"),
        ("。覆盖西市、东市两市全域和西南县部分乡镇。", "990100;990102;990200"),
        ("。以西北县为双支点，环绕东北县，发展药材。", "990101;990201"),
        ("。推动西北县、东北县联动，发展药材。", "990101;990201"),
        ("。以西北县、东北县为主阵地，辐射带动东南县。", "990101;990201"),
        ("。布局区域：西北县、东北县。", "990101;990201"),
        ("。西北县发展药材，东北县发展种业。", "990101;990201"),
        ("。以西北县为核心，联动东北县，发展药材。", "990101;990201"),
        ("。在西北县、东北县集中发展药材。", "990101;990201"),
        ("。以甲山园、西北县河口镇、乙水园为主。", "990101"),
        ("。沿西北县、东北县大河两岸，发展药材。", "990101;990201"),
        ("。以东北县、甲园和西北县等地为重要支点，发展药材。", "990101;990201"),
    ],
)
def test_units_of_a_zone_by_the_words_around_them(text: str, members: str) -> None:
    draft = drafted(f"三、空间布局\n(一)打造北原药材区{text}\n(二)建设南原种业带。包括西南县。\n四、保障\n")
    assert [row["members"] for row in rows(draft, "zones")] == [members, "990102"]


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("西南东南药材区", "990102;990202"),
        ("西市—东市药材区。涵盖西北县、东北县", "990101;990201"),
        ("西市—东市药材区。发展药材", "990100;990200"),
    ],
)
def test_units_that_the_name_of_a_zone_holds(name: str, members: str) -> None:
    draft = drafted(f"三、空间布局\n(一){name}。\n(二)建设南原种业带。包括西南县。\n四、保障\n")
    assert [row["members"] for row in rows(draft, "zones")] == [members, "990102"]


def test_the_former_and_the_latter_zone_have_their_units_in_the_next_sentence() -> None:
    text = (
        "四、布局\n构建“一核两带”格局。\n一核：西市。\n两带：甲带和乙带。前者由西北县、东北县组成，后者覆盖西南县。\n"
    )
    assert [row["members"] for row in rows(drafted(text), "zones")] == ["990100", "990101;990201", "990102"]


def test_units_and_zones_in_the_same_order_belong_together() -> None:
    text = "四、布局\n构建“一核两片”格局。\n一核：西市。\n两片：分别以西北县、东北县为节点，建设药材片、种业片。\n"
    assert [row["members"] for row in rows(drafted(text), "zones")] == ["990100", "990101", "990201"]


def test_zones_of_a_slogan_that_a_table_tells() -> None:
    table = (
        "专栏1 分区\n分区\t范围\t重点\n西城增长极\t西市\t医药\n北原片区\t西北县、东北县\t药材\n南原片区\t西南县\t种业\n"
    )
    text = f"四、布局\n打造“一极两片区多节点”产业布局。\n{table}多节点包括东南县，发展种业。\n"
    found = [(row["group"], row["name"], row["members"]) for row in rows(drafted(text), "zones")]
    assert [group for group, *_ in found] == ["pole", "areas", "areas", "nodes"]
    assert [pair for _, *pair in found] == [
        ["西城增长极", "990100"],
        ["北原片区", "990101;990201"],
        ["南原片区", "990102"],
        ["多节点", "990202"],
    ]


def test_a_zone_that_a_sentence_counts_ends_where_the_next_begins() -> None:
    text = "四、布局\n形成“一核一带”格局。一是做强方城医药核心，建设医药园。二是做优药材带，以西北县、东北县为重点。\n"
    assert [row.get("members") for row in rows(drafted(text), "zones")] == [None, "990101;990201"]


def test_the_focus_in_a_unit_is_what_its_sentence_tells() -> None:
    text = "四、布局\n构建“一核一翼”格局。\n一核：东市。\n一翼\n北翼为西市，重点建设西北县、西南县，发展药材。\n"
    assert [row["members"] for row in rows(drafted(text), "zones")] == ["990200", "990101;990102"]


def test_a_zone_and_what_lies_before_and_behind_it_are_items_of_one_layout() -> None:
    text = "四、空间布局\n(一)西市枢纽区。医药。\n(二)西北—东北开放前沿。药材。\n(三)西南—东南支撑腹地。种业。\n"
    found = [(row["name"], row["members"]) for row in rows(drafted(text), "zones")]
    assert found[1:] == [("西北—东北开放前沿", "990101;990201"), ("西南—东南支撑腹地", "990102;990202")]


def test_an_item_among_zones_is_one_by_any_word_that_layouts_count() -> None:
    text = (
        "四、空间布局\n(一)西市药材主引擎。发展医药。\n(二)北原协同带。包括西北县。\n(三)南原特色片区。包括西南县。\n"
    )
    assert [row["name"] for row in rows(drafted(text), "zones")] == ["西市药材主引擎", "北原协同带", "南原特色片区"]


@pytest.mark.parametrize("name", ["六盘药材产业带", "三亚核心种业带", "九江港口产业带"])
def test_a_name_that_begins_like_a_number_is_a_zone_all_the_same(name: str) -> None:
    text = f"四、布局\n构建“两带”空间布局。\n(一)“两带”——建设沿河产业带。建设西市。建设{name}。建设东市。\n"
    assert [row["name"] for row in rows(drafted(text), "zones")] == ["沿河产业带", name]


_PIECES = [
    "建设",
    "打造",
    "依托",
    "甲山",
    "药材",
    "产业园",
    "基地",
    "等",
    "、",
    "，",
    "。",
    "“",
    "”",
    "(",
    ")",
    "重点企业",
    "到2025年",
    "达到",
    "8",
    "亿元",
    "以上",
    "3—5家",
    "一、",
    "（一）",
    "专栏1",
    "\n",
    "一核、两带",
    "布局",
    "西北县",
    "以",
    "为重点",
    "的",
    "2.",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_a_text_of_any_words_is_read_and_cited_where_it_stands(words: list[str]) -> None:
    text = HEAD + "".join(words)
    squeezed = squeeze(text)
    draft = draft_plan(plain_plan(), text)
    cited = ("zones", "parks", "targets", "citations")
    assert all(row["anchor"] in squeezed for table in cited for row in rows(draft, table))


NAMED = {
    "1+2+N": (
        "“2”——建设西城药材片区。以西市为重点，发展医药。建设东城种业片区。以东市为重点。",
        ["西城药材片区", "东城种业片区"],
    ),
    "一主两副": (
        "两副——建设西城副中心。以西市为重点，发展医药。建设东城药材副中心。以东市为重点。",
        ["西城副中心", "东城药材副中心"],
    ),
    "一核两翼": (
        "两翼——东西联动的制造翼\n1.西翼。以西市为重点。\n2.东翼。以东市为重点。",
        ["西翼", "东翼"],
    ),
}


@pytest.mark.parametrize("slogan", NAMED)
def test_zones_of_bare_counts_of_secondary_cores_and_of_items(slogan: str) -> None:
    told, names = NAMED[slogan]
    text = f"四、布局\n构建“{slogan}”空间布局。\n(一){slogan.split('+')[0][:2]}——打造中心医药核。\n(二){told}\n"
    found = [(row["name"], row.get("members")) for row in rows(drafted(text), "zones")]
    assert [pair for pair in found if pair[0] in names] == [(names[0], "990100"), (names[1], "990200")]


def test_numbers_places_and_zones_share_one_space_of_ids() -> None:
    draft = drafted("四、工程\n到2025年，新建西城药材检测中心1个，西城药材检测中心收入达到3亿元。\n")
    ids = [row.get("park_id") or row["target_id"] for table in ("parks", "targets") for row in rows(draft, table)]
    assert len(ids) > 1
    assert len(set(ids)) == len(ids)

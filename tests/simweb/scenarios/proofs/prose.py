"""Sentences: of the field without naming a work, and of other things altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

IMAGES = (
    "From three to five photographs the method learns what makes one subject this very subject.",
    "The subject then appears in scenes that no camera has seen, under any prompt.",
    "Only a small part of the network is trained, which takes a few minutes on one card.",
    "A regularising term keeps the class from drifting towards the photographs.",
    "We compare with earlier approaches on thirty subjects and twenty-five prompts.",
    "Readers preferred the results in a blind study with four hundred pairs.",
    "Failures are shown too: small text, mirrored objects and crowded backgrounds.",
    "The training pictures and the prompts are listed in the supplement.",
    "Identity is measured with image features, and fidelity to the prompt with text features.",
    "The weights can be merged with those of another subject without further training.",
    "All pictures were made with fifty denoising steps and a guidance scale of seven and a half.",
    "An ablation leaves out each part in turn and counts what is lost.",
)
ELSEWHERE = (
    (
        "Sourdough timer",
        (
            "A small program that reminds a baker when to fold and when to shape the dough.",
            "It reads the temperature of the kitchen and moves the alarm accordingly.",
            "Recipes are plain text files, one for each kind of bread.",
            "The ringing stops by itself after ten minutes, so nobody wakes the neighbours.",
        ),
    ),
    (
        "Tide tables for small boats",
        (
            "Prints high and low water for a year on one sheet of paper.",
            "The constants come from the national survey and are updated each December.",
            "Sailors can add the depth over their own mooring and get the hours when it floats.",
            "Sunrise and sunset stand beside each day.",
        ),
    ),
    (
        "Railway timetable parser",
        (
            "Reads the weekly timetable files of six railway companies into one database.",
            "Trains that run on holidays only are kept in a table of their own.",
            "A command answers which connection arrives first and which costs least.",
            "Broken records are reported with their line and left out.",
        ),
    ),
    (
        "Notes on keeping bees",
        (
            "What we saw in nine years with twelve hives on a slope that faces south.",
            "Swarming begins in the second week of May, a week later after a cold spring.",
            "Honey is taken twice, and enough is left for the cold months.",
            "A list of plants that flower when little else does closes the notes.",
        ),
    ),
    (
        "Invoice templates for choirs",
        (
            "Letters and invoices for clubs that give two or three concerts a year.",
            "Fill in the spreadsheet and the letters come out sorted by postal code.",
            "The treasurer's report adds up by itself and lists what is still open.",
            "Everything prints on an old laser printer without colour.",
        ),
    ),
    (
        "Chess clock for a microcontroller",
        (
            "Two buttons, a display with eight digits and a buzzer are all that is needed.",
            "Increment and delay follow the rules of the national federation.",
            "The battery lasts for about forty games between chargings.",
            "A drawing of the case for a laser cutter is in the folder called box.",
        ),
    ),
    (
        "Earthquake catalogue reader",
        (
            "Loads the monthly catalogues of a seismic network and removes doubled events.",
            "Magnitudes of different scales are converted with the published formulas.",
            "Maps of the epicentres are written as vector files.",
            "The oldest catalogue was typed by hand from paper and has its own loader.",
        ),
    ),
    (
        "Village library catalogue",
        (
            "A catalogue for libraries with fewer than five thousand books.",
            "Books are found by author, by shelf and by the colour of the spine.",
            "Overdue loans are printed every Friday for the notice board.",
            "Volunteers need no training: there are only three screens.",
        ),
    ),
)  # fmt: skip
OTHER_SCRIPTS = (
    "本项目提供一个小工具，用于整理照片并生成新的场景。训练只需要几张图片和一块显卡。请先安装依赖，然后运行脚本。"
    "如果遇到问题，请在问题页面留言，我们会尽快回复。数据集和权重可以从网盘下载，提取码在说明文件中。"
    "实验结果与评测方法写在补充材料里，欢迎引用我们的工作并提出改进意见。代码在单张显卡上测试通过。",
    "このリポジトリは数枚の写真から被写体を学習し、新しい場面に描くためのコードです。まず依存関係を入れてください。"
    "学習には一枚のグラフィックスカードで数分かかります。重みとデータは配布ページから取得できます。"
    "質問は課題の欄に書いてください。評価の方法と結果は補足資料にあります。改善の提案を歓迎します。",
    "이 저장소는 몇 장의 사진으로 피사체를 학습하여 새로운 장면에 그리는 코드를 담고 있습니다. "
    "먼저 필요한 꾸러미를 설치하세요. 학습은 그래픽 카드 한 장으로 몇 분이면 끝납니다. "
    "가중치와 자료는 배포 쪽에서 받을 수 있습니다. 질문은 이슈에 남겨 주세요. "
    "평가 방법과 결과는 보충 자료에 있습니다. 개선 제안을 환영합니다. "
    "그림은 모두 이 코드로 만들었습니다. "
    "자료의 사용 조건은 별도의 파일에 적혀 있으니 먼저 읽어 주세요.",
    "Здесь лежит код, который по нескольким фотографиям запоминает предмет и рисует его в новых "
    "сценах. Сначала установите зависимости. Обучение занимает несколько минут на одной "
    "видеокарте. Веса и данные можно скачать по ссылке ниже. Вопросы задавайте в разделе задач. "
    "Методика оценки и результаты описаны в приложении.",
)


def sentences(dice: random.Random, pool: Sequence[str], count: int) -> str:
    """`count` of the sentences, in any order."""
    return " ".join(dice.sample(pool, min(count, len(pool))))

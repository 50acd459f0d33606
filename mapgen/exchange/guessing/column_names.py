"""What columns are called in languages of other scripts than Latin, by the field of an event.

Latin ones stand in the patterns of `mapgen.exchange.guessing.fields`. Russian, Ukrainian, Arabic,
Persian, Urdu, Sindhi, Hindi, Bengali, Chinese and Japanese; a word that is one field in one
language and another one in another (شهر: month, city) is left out.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_WORDS = {
    "id": "номер ид ідентифікатор معرف المعرف شناسه شناخت आईडी क्रमांक আইডি ক্রমিক 编号 編號 番号",
    "end_date": "дата_окончания дата_завершения дата_завершення дата_закінчення "
                "تاريخ_الانتهاء تاریخ_پایان تاریخ_اختتام 结束日期 結束日期 終了日",
    "year": "год рік سنة السنة سال वर्ष साल বছর সাল 年 年份",
    "month": "месяц місяць ماه مہینہ مهينو माह महीना মাস 月 月份",
    "day": "день يوم اليوم روز دن ڏينهن दिन দিন 日",
    "date": "дата التاريخ تاريخ تاریخ दिनांक तारीख तिथि তারিখ 日期 日付 时间 時間",
    "latitude": "широта خط_العرض دائرة_العرض عرض_جغرافیایی عرض_البلد अक्षांश অক্ষাংশ 纬度 緯度",
    "longitude": "долгота довгота خط_الطول طول_جغرافیایی طول_البلد देशांतर দ্রাঘিমাংশ 经度 經度 経度",
    "deaths": "погибшие погибших погибло убитые убито загиблі загиблих загинуло القتلى قتلى "
              "الوفيات کشته‌شدگان کشته‌ها ہلاکتیں ہلاک اموات मृतक मौतें মৃত নিহত 死亡人数 死亡人數 死亡 "
              "死者 死者数",
    "injured": "раненые раненых ранено поранені поранених الجرحى جرحى مجروحان زخمی زخمي घायल আহত "
               "受伤人数 受傷人數 受伤 負傷者 負傷者数",
    "source_url": "ссылка посилання رابط الرابط پیوند لنک लिंक লিংক 链接 鏈接 網址",
    "source": "источник источники джерело джерела المصدر مصدر منبع ماخذ स्रोत সূত্র উৎস "
              "来源 來源 出典",
    "country": "страна країна دولة الدولة البلد کشور ملک देश দেশ 国家 國家 国",
    "city": "город місто مدينة المدينة शहर শহর 城市 市",
    "place": "место місце место_события المكان مكان مکان محل جگہ مقام स्थान जगह স্থান 地点 地點 場所",
    "title": "название заголовок назва العنوان عنوان शीर्षक শিরোনাম 标题 標題 名称 タイトル",
    "summary": "описание опис الوصف وصف شرح توضیحات تفصیل خلاصہ विवरण বিবরণ "
               "描述 说明 說明 摘要 説明",
    "category": "категория категорія тип вид النوع نوع الفئة قسم श्रेणी प्रकार ধরন শ্রেণী "
                "类型 類型 类别 種類",
}  # fmt: skip


def is_name_of(field: str, column: str) -> bool:
    """Return whether a column is called what a field is called in one of the languages.

    Parameters
    ----------
    field : str
        Of an event.
    column : str
        A name in small letters, its words parted by _.

    Returns
    -------
    bool
        True too where more words stand before or behind it: ``дата_события``.
    """
    name = f"_{unicodedata.normalize('NFKC', column)}_"
    return any(word in name for word in _words(field))


@cache
def _words(field: str) -> tuple[str, ...]:
    words = unicodedata.normalize("NFKC", _WORDS.get(field, "")).split()
    return tuple(f"_{word}_" for word in words)

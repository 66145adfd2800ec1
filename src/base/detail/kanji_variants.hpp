// Variants of kanji (異体字) in names, as data: the first of each group stands for all of it.
//
// Source: put together for this program from forms that are common in names. No official table
// (such as the reduction map of the MJ characters) was copied, and the list is not complete; a city
// that needs more adds groups here.
// Used for search only; what is stored and printed keeps its own shape. Groups are disjoint
// (checked by kana_test). Compatibility ideographs that NFKC folds by itself (神 U+FA19 …) and
// variation selectors need no row.
#pragma once

#include <array>
#include <string_view>

namespace daicho::detail {

inline constexpr std::array<std::u32string_view, 105> kKanjiVariants{
    U"辺邊邉", U"浜濱濵", U"高髙", U"崎﨑嵜㟢碕", U"斉斎齊齋", U"沢澤", U"広廣", U"桜櫻", U"国國圀", U"島嶋嶌㠀", U"富冨",
    U"吉𠮷", U"恵惠", U"真眞", U"竜龍", U"滝瀧", U"関關", U"塩鹽", U"渋澁澀", U"条條", U"黒黑", U"万萬", U"与與",
    U"亀龜", U"会會", U"伝傳", U"児兒", U"円圓", U"剣劍劔劒", U"区區", U"収收", U"台臺", U"変變", U"奥奧", U"学學",
    U"宝寶寳", U"実實", U"寿壽", U"将將", U"峰峯", U"巌巖", U"帯帶", U"弥彌", U"徳德", U"応應", U"戸戶", U"抜拔",
    U"数數", U"杉杦", U"来來", U"柳栁", U"栄榮", U"桧檜", U"楽樂", U"検檢", U"横橫", U"歳歲", U"気氣", U"涙淚",
    U"温溫", U"満滿", U"瀬瀨", U"点點", U"為爲", U"県縣", U"礼禮", U"禄祿", U"稲稻", U"穂穗", U"籠篭", U"経經",
    U"総總", U"緑綠", U"縁緣", U"聡聰", U"船舩", U"芦蘆", U"荘莊", U"蔵藏", U"薮藪", U"蛍螢", U"裏裡", U"観觀",
    U"豊豐", U"遥遙", U"郎郞", U"鉄鐵鐡", U"鉱鑛", U"隠隱", U"静靜", U"館舘", U"鴎鷗", U"鶏鷄", U"麦麥", U"黄黃",
    U"槙槇", U"侠俠", U"凉涼", U"壷壺", U"桑桒", U"梅楳", U"曽曾", U"昇曻", U"鶴靏靍", U"淵渕渊",
};

}  // namespace daicho::detail

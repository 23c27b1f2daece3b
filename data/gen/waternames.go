package main

// lakeName names a lake. GSHHG has no names; these are Pamir's own list, by
// GSHHG's number, in the languages in which the name is in common use.
type lakeName struct {
	kind  string
	names map[string]string
}

var lakeNames = map[int]lakeName{
	180529: {"lake", map[string]string{"en": "Issyk-Kul", "zh": "伊塞克湖", "ru": "Иссык-Куль", "ky": "Ысык-Көл", "ug": "ئىسسىق كۆل"}},
	181076: {"lake", map[string]string{"en": "Song-Kul", "ru": "Сон-Куль", "ky": "Соң-Көл"}},
	181422: {"lake", map[string]string{"en": "Chatyr-Kul", "ru": "Чатыр-Куль", "ky": "Чатыр-Көл"}},
	180902: {"lake", map[string]string{"en": "Karakul", "zh": "喀拉湖", "ru": "Каракуль", "tg": "Қарокӯл"}},
	182174: {"lake", map[string]string{"en": "Sarez", "zh": "萨雷兹湖", "ru": "Сарезское озеро", "tg": "Сарез"}},
	184460: {"lake", map[string]string{"en": "Shewa"}},
	182140: {"lake", map[string]string{"en": "Wular", "ru": "Вулар"}},
	181423: {"lake", map[string]string{"en": "Aksai Chin Lake", "zh": "阿克赛钦湖"}},
	181980: {"lake", map[string]string{"en": "Longmu Co", "zh": "龙木错"}},
	181080: {"lake", map[string]string{"en": "Gozha Co", "zh": "郭扎错"}},
	181683: {"lake", map[string]string{"en": "Bangda Co", "zh": "邦达错"}},
	180970: {"lake", map[string]string{"en": "Lumajangdong Co", "zh": "鲁玛江冬错"}},
	182240: {"lake", map[string]string{"en": "Biylikol", "ru": "Бийликоль"}},
	180671: {"reservoir", map[string]string{"en": "Kapchagay Reservoir", "zh": "卡普恰盖水库", "ru": "Капчагайское водохранилище"}},
	180866: {"reservoir", map[string]string{"en": "Kayrakkum Reservoir", "zh": "凯拉库姆水库", "ru": "Кайраккумское водохранилище"}},
	180760: {"reservoir", map[string]string{"en": "Shardara Reservoir", "ru": "Шардаринское водохранилище"}},
	182563: {"reservoir", map[string]string{"en": "Kattakurgan Reservoir", "ru": "Каттакурганское водохранилище"}},
	183780: {"reservoir", map[string]string{"en": "South Surkhan Reservoir", "ru": "Южно-Сурханское водохранилище"}},
}

// riverNames has the names of Natural Earth's rivers by the one that it gives,
// a question mark where the table lost a letter.
var riverNames = map[string]map[string]string{
	"Aksu":      {"en": "Aksu", "zh": "阿克苏河", "ru": "Аксу", "ug": "ئاقسۇ دەرياسى"},
	"Amu Darya": {"en": "Amu Darya", "zh": "阿姆河", "ru": "Амударья", "tg": "Амударё"},
	"Harirud":   {"en": "Harirud", "zh": "哈里河", "ru": "Герируд"},
	"Helmand":   {"en": "Helmand", "zh": "赫尔曼德河", "ru": "Гильменд"},
	"Ile":       {"en": "Ili", "zh": "伊犁河", "ru": "Или", "ug": "ئىلى دەرياسى"},
	"Indus":     {"en": "Indus", "zh": "印度河", "ru": "Инд", "ur": "دریائے سندھ"},
	"Jhelum":    {"en": "Jhelum", "zh": "杰赫勒姆河", "ru": "Джелам", "ur": "دریائے جہلم"},
	"K?nes":     {"en": "Künes", "zh": "巩乃斯河"},
	"Naryn":     {"en": "Naryn", "zh": "纳伦河", "ru": "Нарын", "ky": "Нарын"},
	"Pamir":     {"en": "Pamir", "zh": "帕米尔河", "ru": "Памир", "tg": "Помир"},
	"Panj":      {"en": "Panj", "zh": "喷赤河", "ru": "Пяндж", "tg": "Панҷ"},
	"Syr Darya": {"en": "Syr Darya", "zh": "锡尔河", "ru": "Сырдарья", "ky": "Сырдарыя", "tg": "Сирдарё"},
	"Tarim":     {"en": "Tarim", "zh": "塔里木河", "ru": "Тарим", "ug": "تارىم دەرياسى"},
	"Toxkan":    {"en": "Toxkan", "zh": "托什干河"},
	"Yarkant":   {"en": "Yarkand", "zh": "叶尔羌河", "ru": "Яркенд", "ug": "يەكەن دەرياسى"},
	"Yurungkax": {"en": "Yurungkash", "zh": "玉龙喀什河"},
	"Zarafshon": {"en": "Zarafshan", "zh": "泽拉夫尚河", "ru": "Зеравшан", "tg": "Зарафшон"},
}

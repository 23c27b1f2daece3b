package main

// moreNames has names by GeoNames id that the catalogues lack or have wrong:
// the Chinese names of county seats in Xinjiang and of the large cities round
// it, which a map in Chinese cannot do without. They are Pamir's own list.
var moreNames = map[int64]map[string]string{
	1279501: {"zh": "泽普"},
	1279564: {"zh": "岳普湖"},
	1280037: {"zh": "莎车"},
	1280227: {"zh": "策勒"},
	1280327: {"zh": "皮山"},
	1280541: {"zh": "墨玉"},
	1280691: {"zh": "洛浦"},
	1280959: {"zh": "伽师"},
	1281019: {"zh": "和田"},
	1528992: {"zh": "昭苏"},
	1529084: {"zh": "乌什"},
	1529088: {"zh": "温宿"},
	1529147: {"zh": "特克斯"},
	1529279: {"zh": "察布查尔"},
	1529408: {"zh": "柯坪"},
	1529629: {"zh": "拜城"},
	1529634: {"zh": "阿瓦提"},
	1529641: {"zh": "阿拉尔", "ru": "Арал"}, // the catalogue has the Russian name of another Aral
	1529662: {"zh": "阿合奇"},

	1133616: {"zh": "马扎里沙里夫"},
	1139715: {"zh": "贾拉拉巴德"},
	1142170: {"zh": "法扎巴德"},
	1147242: {"zh": "巴米扬"},
	1147540: {"zh": "巴格兰"},
	1169607: {"zh": "穆扎法拉巴德"},
	1185056: {"zh": "阿伯塔巴德"},
	1215957: {"zh": "铁尔梅兹"},
	1221194: {"zh": "库洛布"},
	1512979: {"zh": "浩罕"},
	1513243: {"zh": "马尔吉兰"},
	1514879: {"zh": "苦盏"},
	1517945: {"zh": "突厥斯坦"},
}

package api

// texts of the frame around the pages, by language. What is missing is shown
// in English.
var texts = map[string]map[string]string{
	"en": {
		"skip": "Skip to the content", "collections": "Collections", "map": "Map", "api": "API", "terms": "Sources",
		"not official": "Not an official source. Boundaries are indicative and imply no position.",
		"no script":    "The map needs JavaScript. The list below and the pages behind it do not.",
		"not built":    "The map page is not built into this program: run make web, then build it again.",
		"lost":         "Not found · Pamir", "lost detail": "There is nothing of that name here:",
		"tagline": "Border ports, passes and roads around Kashgar, each fact with its source and its doubt.",
		"truck":   "Truck", "open": "open", "closed": "closed", "unknown": "unknown", "conflict": "sources disagree",
		"open day": "open day, hours not published", "until": "until", "open days until": "open days until", "as of": "as of", "undated": "undated",
		"plan": "Plan a way", "compare": "Which port?", "reach": "What is reached",
	},
	"zh": {
		"skip": "跳到内容", "collections": "数据集", "map": "地图", "api": "接口", "terms": "来源",
		"not official": "非官方来源。边界仅供示意，不代表任何立场。",
		"no script":    "地图需要 JavaScript；下面的列表及其页面不需要。",
		"lost detail":  "这里没有：",
		"tagline":      "喀什周边的边境口岸、山口与公路，每一条事实都注明来源与存疑之处。",
		"truck":        "货车", "open": "开放", "closed": "关闭", "unknown": "不详", "conflict": "来源说法不一",
		"open day": "开放日，时间未公布", "until": "至", "open days until": "开放日至", "as of": "消息日期", "undated": "无日期",
		"plan": "规划路线", "compare": "走哪个口岸？", "reach": "可达范围",
	},
}

package gazetteer

// neighbours maps a decomposed, lower-case letter to the one it is folded to.
// No value is a key. Letters that decompose, such as ё, ӣ, ӯ, ç and ğ, lose
// their marks before they come here.
var neighbours = letters(
	// Latin: letters with a stroke or without a dot.
	"ıi øo łl đd ħh ŧt ðd əa ɵo",
	// Greek: the final form.
	"ςσ",
	// Cyrillic: Kyrgyz, Tajik, Kazakh, Uyghur.
	"өо үу ңн ҷч ҳх қк ғг ұу әа һх іи җж ҙз",
	// Arabic: Uyghur, Urdu, Persian and Arabic forms of heh, yeh and kaf.
	"ھه ەه ہه ةه ېي ىي یي ےي کك ڪك ٱا",
	// Digits.
	"٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9",
	// Han: traditional to simplified, for the names of this region only.
	"紅红 爾尔 葉叶 縣县 鄉乡 鎮镇 蓋盖 烏乌 車车 圖图 庫库 蘇苏 賽赛 達达 島岛 嶺岭 國国 區区 關关 門门 機机 場场 "+
		"綜综 稅税 貿贸 試试 驗验 東东 馬马 龍龙 幹干 運运 過过 檢检 點点 鐵铁 陸陆 邊边 蘭兰 賓宾 亞亚 倫伦 貝贝 萊莱 納纳 "+
		"倉仓 華华 長长 灣湾 廣广 義义 澤泽 樂乐 羅罗 魯鲁 蓮莲 藍蓝 疊叠 雲云 風风 業业 園园 濟济 經经 術术 開开 發发 "+
		"託托 薩萨 維维 齊齐 衛卫 寧宁 慶庆 裡里 瑪玛 喬乔 奧奥 麥麦 諾诺 頓顿 傑杰 頭头 橋桥 畢毕 聯联 盤盘 養养 鋪铺 蔥葱",
)

// spelledOut maps a letter to the several it is folded to.
var spelledOut = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th",
}

// letters reads pairs of a letter and its neighbour.
func letters(pairs ...string) map[rune]rune {
	m := map[rune]rune{}
	for _, line := range pairs {
		r := []rune(line)
		for i := 0; i+1 < len(r); i += 3 {
			m[r[i]] = r[i+1]
		}
	}
	return m
}

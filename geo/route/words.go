package route

import (
	"math"
	"strconv"
	"strings"
)

// Languages are those that instructions are given in.
var Languages = []string{"en", "zh", "ru", "ky"}

// wording is how one language says what to do. %s stands for a side or a
// compass point, # for the number of an exit.
type wording struct {
	compass   [8]string // from north, clockwise
	turns     map[string]string
	atEnd     string            // before a turn, in small letters, at the end of a road
	sides     [2]string         // left, right: of slip roads
	forks     [2]string         // left, right
	phrases   map[string]string // by type
	onto      string            // the road that one comes to; % stands for it
	towards   string            // what signs say; % stands for it
	lowerTurn bool              // turns begin with a capital that goes after atEnd
}

var wordings = map[string]*wording{
	"en": {
		compass: [8]string{"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"},
		turns: map[string]string{"left": "Turn left", "right": "Turn right", "slight left": "Bear left", "slight right": "Bear right",
			"sharp left": "Turn sharp left", "sharp right": "Turn sharp right", "straight": "Go straight on", "uturn": "Turn back"},
		atEnd: "At the end of the road ", sides: [2]string{"left", "right"}, forks: [2]string{"At the fork keep left", "At the fork keep right"},
		phrases: map[string]string{"depart": "Head %s", "arrive": "You are there", "new name": "Go on", "merge": "Join the road", "on ramp": "Take the slip road on the %s",
			"off ramp": "Leave by the exit on the %s", "roundabout": "At the roundabout take exit #", "enter": "Enter the roundabout", "exit roundabout": "Leave the roundabout",
			"ferry": "Take the ferry", "train": "Take the car train", "driving": "Drive on", "walking": "Walk on"},
		onto: " onto %", towards: " towards %", lowerTurn: true,
	},
	"ru": {
		compass: [8]string{"север", "северо-восток", "восток", "юго-восток", "юг", "юго-запад", "запад", "северо-запад"},
		turns: map[string]string{"left": "Поверните налево", "right": "Поверните направо", "slight left": "Плавно поверните налево", "slight right": "Плавно поверните направо",
			"sharp left": "Круто поверните налево", "sharp right": "Круто поверните направо", "straight": "Двигайтесь прямо", "uturn": "Развернитесь"},
		atEnd: "В конце дороги ", sides: [2]string{"слева", "справа"}, forks: [2]string{"На развилке держитесь левее", "На развилке держитесь правее"},
		phrases: map[string]string{"depart": "Двигайтесь на %s", "arrive": "Вы прибыли", "new name": "Продолжайте движение", "merge": "Выезжайте на дорогу", "on ramp": "Сверните на въезд %s",
			"off ramp": "Сверните на съезд %s", "roundabout": "На круговом движении — съезд №#", "enter": "Въезжайте на круговое движение", "exit roundabout": "Съезжайте с кругового движения",
			"ferry": "Паром", "train": "Автопоезд", "driving": "Продолжайте по дороге", "walking": "Идите дальше"},
		onto: ": %", towards: " (в сторону: %)", lowerTurn: true,
	},
	"zh": {
		compass: [8]string{"北", "东北", "东", "东南", "南", "西南", "西", "西北"},
		turns: map[string]string{"left": "左转", "right": "右转", "slight left": "稍向左转", "slight right": "稍向右转",
			"sharp left": "向左急转", "sharp right": "向右急转", "straight": "直行", "uturn": "掉头"},
		atEnd: "到道路尽头", sides: [2]string{"左", "右"}, forks: [2]string{"在岔路口靠左行驶", "在岔路口靠右行驶"},
		phrases: map[string]string{"depart": "向%s出发", "arrive": "到达目的地", "new name": "继续行驶", "merge": "汇入道路", "on ramp": "从%s侧驶入匝道",
			"off ramp": "从%s侧出口驶出", "roundabout": "进入环岛，从第#个出口驶出", "enter": "进入环岛", "exit roundabout": "驶出环岛",
			"ferry": "乘坐轮渡", "train": "乘坐汽车列车", "driving": "继续驾车", "walking": "继续步行"},
		onto: "，进入%", towards: "，往%方向",
	},
	"ky": {
		compass: [8]string{"түндүк", "түндүк-чыгыш", "чыгыш", "түштүк-чыгыш", "түштүк", "түштүк-батыш", "батыш", "түндүк-батыш"},
		turns: map[string]string{"left": "Солго бурулуңуз", "right": "Оңго бурулуңуз", "slight left": "Бир аз солго бурулуңуз", "slight right": "Бир аз оңго бурулуңуз",
			"sharp left": "Солго кескин бурулуңуз", "sharp right": "Оңго кескин бурулуңуз", "straight": "Түз жүрүңүз", "uturn": "Артка бурулуңуз"},
		atEnd: "Жолдун аягында ", sides: [2]string{"Сол", "Оң"}, forks: [2]string{"Айрылышта сол жакты кармаңыз", "Айрылышта оң жакты кармаңыз"},
		phrases: map[string]string{"depart": "%s тарапка жүрүңүз", "arrive": "Бара турган жериңизге жеттиңиз", "new name": "Жолду улантыңыз", "merge": "Жолго кошулуңуз", "on ramp": "%s жактагы кире бериш жолго бурулуңуз",
			"off ramp": "%s жактагы чыгуучу жолго бурулуңуз", "roundabout": "Айланма жолдо №# чыгуу", "enter": "Айланма жолго кириңиз", "exit roundabout": "Айланма жолдон чыгыңыз",
			"ferry": "Паромго түшүңүз", "train": "Унаа поездине түшүңүз", "driving": "Жолду улантыңыз", "walking": "Жөө улантыңыз"},
		onto: ": %", towards: " (% тарапка)", lowerTurn: true,
	},
}

// Instruction says a step in a language, English where it is none of Languages.
func (s *Step) Instruction(lang string) string {
	w := wordings[lang]
	if w == nil {
		w = wordings["en"]
	}
	text := w.say(s)
	if s.Type == "arrive" {
		return text
	}
	if road := s.road(); road != "" {
		before, after, _ := strings.Cut(w.onto, "%")
		text += before + road + after
	}
	if s.Destinations != "" && s.Type != "depart" {
		text += strings.Replace(w.towards, "%", strings.ReplaceAll(s.Destinations, ";", ", "), 1)
	}
	return text
}

func (w *wording) say(s *Step) string {
	side := w.sides[0]
	right := strings.HasSuffix(s.Modifier, "right")
	if right {
		side = w.sides[1]
	}
	switch s.Type {
	case "depart":
		return capital(strings.Replace(w.phrases["depart"], "%s", w.compass[int(math.Round(s.After/45))%8], 1))
	case "on ramp", "off ramp":
		return strings.Replace(w.phrases[s.Type], "%s", side, 1)
	case "roundabout":
		if s.Exit == 0 {
			return w.phrases["enter"]
		}
		return strings.Replace(w.phrases["roundabout"], "#", strconv.Itoa(s.Exit), 1)
	case "fork":
		if right {
			return w.forks[1]
		}
		return w.forks[0]
	case "notification":
		return w.phrases[s.Travel]
	case "end of road":
		turn := w.turns[s.Modifier]
		if w.lowerTurn {
			turn = lower(turn)
		}
		return w.atEnd + turn
	case "turn", "continue":
		return w.turns[s.Modifier]
	}
	return w.phrases[s.Type]
}

// road is what to call the road of a step: its name, and its number where it
// has both.
func (s *Step) road() string {
	switch {
	case s.Name == "":
		return s.Ref
	case s.Ref == "" || strings.Contains(s.Name, s.Ref):
		return s.Name
	}
	return s.Name + " (" + s.Ref + ")"
}

func lower(s string) string {
	r := []rune(s)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

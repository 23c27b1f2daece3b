// Package style reads the part of the MapLibre style specification (version 8)
// that Pamir draws: it checks a style, naming all that is wrong at once, and
// evaluates its properties.
//
//	s, err := style.Parse(text)
//	if err != nil {
//		return err // Problems: "/layers/3/paint/line-width: want …", one a line
//	}
//	env := style.Env{Zoom: 7, Geometry: style.Point, Get: func(name string) any { return row[name] }}
//	for _, l := range s.Layers {
//		if l.Shows(env.Zoom) && l.Filter(&env) && l.Circle != nil {
//			radius := l.Circle.Radius.At(&env)
//		}
//	}
//
// # What is drawn
//
// Layers of type background, fill, line, circle, symbol and hillshade, with the
// properties that their structs have. What else the specification has is let
// through, kept by MarshalJSON, and named by Undrawn; what it does not have is
// a problem.
//
// Expressions: literal array object number string boolean to-number to-string
// to-boolean to-color typeof; get has id geometry-type zoom; case match
// coalesce step interpolate (linear, exponential, cubic-bezier); == != < <= >
// >= all any !; + - * / % ^ sqrt ln log2 log10 sin cos tan asin acos atan abs
// ceil floor round min max e pi ln2; concat upcase downcase length slice in
// index-of at split join; rgb rgba to-rgba; format (its texts) image let var.
// Filters may also be in the older notation, and a property may have the older
// {"stops": …} by zoom. Functions of a property in that notation are not read.
//
// They mean what the specification's own evaluator says, which the tests ask,
// but for this: a property that is null is one that is not there, as in vector
// tiles.
package style

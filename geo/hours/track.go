package hours

import "sort"

// track is which of some values holds when: ids from one instant to the next, in
// Unix seconds, until end.
type track struct {
	at  []int64
	id  []int32
	end int64
}

// find returns the index of what holds at an instant of the track.
func (t *track) find(at int64) int {
	return sort.Search(len(t.at), func(i int) bool { return t.at[i] > at }) - 1
}

func (t *track) endOf(i int) int64 {
	if i+1 < len(t.at) {
		return t.at[i+1]
	}
	return t.end
}

// sheet is a track with its values, all different.
type sheet[T any] struct {
	track
	values []T
}

// on returns the value of the i-th stretch.
func (s *sheet[T]) on(i int) *T { return &s.values[s.id[i]] }

// add lets a value hold from an instant on.
func (s *sheet[T]) add(at int64, v T, same func(a, b *T) bool) {
	id := int32(len(s.values))
	for i := range s.values {
		if same(&s.values[i], &v) {
			id = int32(i)
		}
	}
	if int(id) == len(s.values) {
		s.values = append(s.values, v)
	}
	s.put(at, id)
}

func (s *sheet[T]) put(at int64, id int32) {
	if n := len(s.id); n > 0 && s.id[n-1] == id {
		return
	}
	s.at = append(s.at, at)
	s.id = append(s.id, id)
}

// sweep goes through tracks of the same window at once, and folds what holds on
// each of them into one value. fold is asked once for each set of ids.
func sweep[T any](tracks []*track, window window, fold func(ids []int32) T, same func(a, b *T) bool) *sheet[T] {
	s := &sheet[T]{track: track{end: window.to}}
	next := make([]int, len(tracks)) // the stretch of each that has not begun
	ids := make([]int32, len(tracks))
	key := make([]byte, 4*len(tracks))
	known := map[string]int32{}
	for at := window.from; at < window.to; {
		end := window.to
		for i, t := range tracks {
			for next[i] < len(t.at) && t.at[next[i]] <= at {
				ids[i] = t.id[next[i]]
				next[i]++
			}
			if next[i] < len(t.at) {
				end = min(end, t.at[next[i]])
			}
			key[4*i], key[4*i+1], key[4*i+2], key[4*i+3] = byte(ids[i]), byte(ids[i]>>8), byte(ids[i]>>16), byte(ids[i]>>24)
		}
		if id, ok := known[string(key)]; ok {
			s.put(at, id)
		} else {
			s.add(at, fold(ids), same)
			known[string(key)] = s.id[len(s.id)-1]
		}
		at = end
	}
	return s
}

// window is a stretch of time in Unix seconds.
type window struct{ from, to int64 }

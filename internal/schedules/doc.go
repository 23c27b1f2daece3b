// Package schedules reads schedule files, the regular hours of ports and what
// is announced for certain days, and keeps the book that is made of them. The
// format is described in doc/schedules.md.
//
//	files, err := schedules.BuiltIn(data.Files())
//	keeper, err := schedules.NewKeeper(schedules.Options{Chains: chains, BuiltIn: files, Path: "mine.toml"})
//	if err != nil {
//		return err // every fault, each with file, line and key
//	}
//	go keeper.Watch(ctx, time.Second, hangups)
//	status, err := keeper.Book().Status("torugart", hours.Truck, "CN-KG", now)
//
// Files add up: the operator's file is read after the built-in ones, and its
// entries may supersede theirs. A file is taken whole or not at all.
package schedules

package main

type tilesCmd struct {
	Build  tilesBuildCmd  `cmd:"" help:"Make vector tiles and put them into a PMTiles archive."`
	Show   tilesShowCmd   `cmd:"" help:"Say what an archive holds."`
	Verify tilesVerifyCmd `cmd:"" help:"Read all of an archive and hold each part against the others."`
}

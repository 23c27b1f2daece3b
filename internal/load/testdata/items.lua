-- Boxes of 0.1 by 0.1 degrees: some 60 of a million points each.
math.randomseed(1)
request = function()
	local lon, lat = 66 + math.random() * 15.9, 34 + math.random() * 9.9
	return wrk.format("GET", string.format("%s&bbox=%.5f,%.5f,%.5f,%.5f", wrk.path, lon, lat, lon + 0.1, lat + 0.1))
end

-- From anywhere in Delaware.
math.randomseed(1)
request = function()
	return wrk.format("GET", string.format("%s&lon=%.5f&lat=%.5f", wrk.path, -75.72 + math.random() * 0.25, 38.5 + math.random() * 1.15))
end

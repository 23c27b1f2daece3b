-- Positions anywhere in the box of the points, the same for every run.
math.randomseed(1)
request = function()
	return wrk.format("GET", string.format("%s&lon=%.5f&lat=%.5f", wrk.path, 66 + math.random() * 16, 34 + math.random() * 10))
end

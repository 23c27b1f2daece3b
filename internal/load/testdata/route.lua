-- From and to anywhere in Delaware.
math.randomseed(1)
local function at()
	return string.format("%.5f,%.5f", -75.72 + math.random() * 0.25, 38.5 + math.random() * 1.15)
end
request = function()
	return wrk.format("GET", wrk.path .. "&coordinates=" .. at() .. ";" .. at())
end

package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestClosuresOutliveKills closes and opens roads at a server that is killed at
// any instant, and started again: what it has answered holds, and of what it
// had no time to answer all or nothing.
func TestClosuresOutliveKills(t *testing.T) {
	if testing.Short() {
		t.Skip("servers to kill")
	}
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(3, 4))
	want := map[string]string{} // reasons by id
	doubt := ""                 // the reason that may or may not be there, or the id that may or may not be gone
	answered := 0
	for round := range 6 {
		base, kill := served(t, dir)
		got := closuresAt(t, base)
		for id, reason := range want {
			if got[id] != reason && id != doubt {
				t.Fatalf("round %d: closure %s (%s) is gone; there are %v", round, id, reason, got)
			}
		}
		for id, reason := range got {
			if want[id] != reason && reason != doubt {
				t.Fatalf("round %d: closure %s (%s) was not there, or was lifted", round, id, reason)
			}
		}
		want, doubt = got, ""
		timer := time.AfterFunc(time.Duration(r.IntN(60_000))*time.Microsecond, kill)
		for n := 0; ; n++ {
			reason := fmt.Sprintf("round %d, number %d", round, n)
			method, path, body, lifted := "POST", "/v1/closures", fmt.Sprintf(`{"ways":[%d],"reason":%q}`, 1+r.IntN(30), reason), ""
			if len(want) > 0 && r.IntN(3) == 0 {
				for lifted = range want {
					break
				}
				method, path, body = "DELETE", path+"/"+lifted, ""
			}
			var kept struct{ ID string }
			if !answers(t, method, base+path, body, &kept) {
				doubt = cmp.Or(lifted, reason)
				break
			}
			answered++
			if lifted != "" {
				delete(want, lifted)
			} else {
				want[kept.ID] = reason
			}
		}
		timer.Stop()
		kill()
	}
	t.Logf("%d answered, %d left", answered, len(want))
	if answered < 15 {
		t.Errorf("only %d were answered before a kill", answered)
	}
}

// served starts a server of the built-in roads that keeps closures in a folder.
func served(t *testing.T, state string) (base string, kill func()) {
	t.Helper()
	cmd := exec.Command("pamir", "serve", "--addr", "127.0.0.1:0", "--state", state)
	cmd.Env = append(os.Environ(), "PAMIR_TOKEN=secret")
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill = func() { cmd.Process.Kill() }
	t.Cleanup(func() {
		kill()
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := regexp.MustCompile(`at (http://[^/]+)/`).FindStringSubmatch(lines.Text()); m != nil {
			base = m[1]
			break
		}
	}
	if base == "" {
		t.Fatal("the server does not say where it is")
	}
	go func() {
		for lines.Scan() { // so that it can go on writing
		}
	}()
	return base, kill
}

// closuresAt waits until the roads are there, and returns the reasons of the
// closures by their ids.
func closuresAt(t *testing.T, base string) map[string]string {
	t.Helper()
	var list struct {
		Closures []struct{ ID, Reason string }
	}
	for !answers(t, "GET", base+"/v1/closures", "", &list) {
		time.Sleep(10 * time.Millisecond)
	}
	got := map[string]string{}
	for _, c := range list.Closures {
		got[c.ID] = c.Reason
	}
	return got
}

// answers reports whether a request was answered, with no error, and reads the
// answer.
func answers(t *testing.T, method, address, body string, into any) bool {
	t.Helper()
	req, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer secret")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusServiceUnavailable:
		return false
	case resp.StatusCode == http.StatusNoContent:
		return true
	case resp.StatusCode >= 300:
		t.Fatalf("%s %s: %s", method, address, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(into) == nil
}
